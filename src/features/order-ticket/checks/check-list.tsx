import type { Check, Verdict } from '#domain/compliance/rule.ts';
import { useMarketLead } from '#queries/market-time.ts';
import type { OrderReview } from '#queries/orders.ts';
import { CheckRow } from '#ui/check-row.tsx';
import { formatExchangeClock } from '#ui/format-time.ts';

import { checkText } from './check-texts.ts';

interface CheckListProps {
  readonly review: OrderReview | null;
  /** True while it judges what was written a moment ago. */
  readonly isOld: boolean;
}

/** Every finding with its evidence. What stops or warns comes first, so that it is never scrolled away. */
export function CheckList({ review, isOld }: CheckListProps) {
  const lead = useMarketLead();
  const checks = review?.checks ?? null;
  const sorted = (checks ?? []).toSorted((a, b) => weight[a.verdict] - weight[b.verdict]);
  return (
    <section className={`checks ${isOld ? 'is-old' : ''}`} aria-label="Checks">
      <div className="checks-head">
        <h3>Checks</h3>
        <span className="grow" />
        <Counts checks={checks} />
        <span>{review === null ? '' : `at ${formatExchangeClock(review.reviewedAt + lead)}`}</span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label="Findings">
        {sorted.map((check) => {
          const { name, evidence, advice } = checkText(check.code, check.facts);
          return (
            <CheckRow
              key={`${check.code} ${JSON.stringify(check.facts)}`}
              verdict={check.verdict}
              name={name}
              evidence={evidence}
              title={advice === '' ? evidence : `${evidence}. ${advice}`}
            />
          );
        })}
      </ul>
      <p className="vh" role="status">
        {checks === null || isOld ? '' : spoken(checks)}
      </p>
    </section>
  );
}

const weight: Record<Verdict, number> = { block: 0, warn: 1, pass: 2 };

const countOf = (checks: readonly Check[], verdict: Verdict) =>
  checks.filter((check) => check.verdict === verdict).length;

function Counts({ checks }: { readonly checks: readonly Check[] | null }) {
  if (checks === null) return <span>not run yet</span>;
  const warns = countOf(checks, 'warn');
  const blocks = countOf(checks, 'block');
  return (
    <>
      <span>{countOf(checks, 'pass')} pass</span>
      <span className={warns > 0 ? 'tone-warn' : ''}>{warns} warn</span>
      <span className={blocks > 0 ? 'tone-block' : ''}>{blocks} block</span>
    </>
  );
}

function spoken(checks: readonly Check[]): string {
  const blocks = countOf(checks, 'block');
  const warns = countOf(checks, 'warn');
  if (blocks > 0) return `${blocks} ${blocks === 1 ? 'check blocks' : 'checks block'} this order`;
  return warns > 0 ? `All checks pass, ${warns} with a warning` : 'All checks pass';
}
