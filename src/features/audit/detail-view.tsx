import { formatLocalClock, formatLocalDate } from '#ui/format-time.ts';

/** The keys under which the desk keeps what stood on screen and what was chosen; they come first. */
const headings: Readonly<Record<string, string>> = {
  shown: 'Shown',
  answered: 'Answered',
  checks: 'Checks',
};

interface DetailViewProps {
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What was shown and what was answered, then the rest: all of it as text, whatever it holds. */
export function DetailView({ detail }: DetailViewProps) {
  const keys = Object.keys(detail).toSorted((a, b) => rankOf(a) - rankOf(b));
  if (keys.length === 0) return <p className="muted">Nothing more was kept for this step.</p>;
  return (
    <dl className="detail">
      {keys.map((key) => (
        <div key={key}>
          <dt>{headings[key] ?? inWords(key)}</dt>
          <dd>
            <Value value={detail[key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function rankOf(key: string): number {
  const rank = Object.keys(headings).indexOf(key);
  return rank === -1 ? Number.MAX_SAFE_INTEGER : rank;
}

function Value({ value }: { readonly value: unknown }) {
  if (value === null || value === undefined) return <span className="muted">–</span>;
  if (Array.isArray(value))
    return (
      <ul className="detail-list">
        {value.map((item: unknown, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- stored facts: they never move
          <li key={index}>
            <Value value={item} />
          </li>
        ))}
      </ul>
    );
  if (typeof value === 'object') return <Fields fields={Object.entries(value)} />;
  return <span className="detail-text">{textOf(value)}</span>;
}

/** Plain facts stand side by side; what was not told is named in one line, instead of a dash for each. */
function Fields({ fields }: { readonly fields: readonly (readonly [string, unknown])[] }) {
  const told = fields.filter(([, field]) => field !== null && field !== undefined);
  const untold = fields.filter((field) => !told.includes(field)).map(([key]) => inWords(key));
  if (fields.length === 0) return <span className="muted">–</span>;
  return (
    <>
      <dl className="detail detail-facts">
        {told.map(([key, field]) => (
          <div key={key} className={typeof field === 'object' ? 'is-wide' : ''}>
            <dt>{inWords(key)}</dt>
            <dd>
              {isMoment(key, field) ? (
                `${formatLocalDate(field)}, ${formatLocalClock(field)}`
              ) : (
                <Value value={field} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {untold.length === 0 ? null : <p className="muted">Not told: {untold.join(', ')}.</p>}
    </>
  );
}

/** "clientOrderId" as a reader says it: client order id. */
const inWords = (key: string) => key.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();

/** Moments are kept as epoch milliseconds under names like "updatedAt". */
const isMoment = (key: string, value: unknown): value is number =>
  key.endsWith('At') && typeof value === 'number' && value > 1e12;

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
