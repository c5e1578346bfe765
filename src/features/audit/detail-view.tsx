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
          <dt>{headings[key] ?? key}</dt>
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

function Fields({ fields }: { readonly fields: readonly (readonly [string, unknown])[] }) {
  if (fields.length === 0) return <span className="muted">–</span>;
  return (
    <dl className="detail">
      {fields.map(([key, field]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>
            <Value value={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
