import type { Big } from 'big.js';
import type { ReactNode } from 'react';

import type { AccountFigures } from '#domain/account.ts';
import { useAccountList, useSyncedFigures, useSyncNow } from '#queries/account-list.ts';
import { brokerTrouble } from '#queries/broker-trouble.ts';
import { useDeskMode } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { Button } from '#ui/button.tsx';
import { formatDecimal, formatSigned, toneOf } from '#ui/format-number.ts';
import { formatAge, formatExchangeClock } from '#ui/format-time.ts';
import { inSentence } from '#ui/format-words.ts';
import { NumberCell } from '#ui/number-cell.tsx';
import { EmptyPanel, FailedPanel, LoadingPanel, StaleNote } from '#ui/panel.tsx';

import './account-page.css';

/** Figures are read again every 30 s; after three misses they are doubtful. */
const staleAfterMs = 90_000;

/** The account: who, how much, and what the broker allows; each figure with its source and age. */
export function AccountPage({ children }: { readonly children: ReactNode }) {
  const sync = useSyncNow();
  return (
    <main className="page">
      <div className="page-inner">
        <div className="row">
          <h1 className="page-title grow">Account</h1>
          <Button onClick={() => sync.mutate()} disabled={sync.isPending} icon="redo">
            {sync.isPending ? 'Reading' : 'Read from the broker now'}
          </Button>
        </div>
        <Identity />
        <section className="section" aria-label="Figures">
          <h2>Figures</h2>
          <Figures />
        </section>
        {children}
      </div>
    </main>
  );
}

const proofWords = {
  paper: 'paper, proven by the broker’s own fields',
  live: 'live, proven by the broker’s own fields',
  disagree: 'the broker’s fields contradict each other',
  unproven: 'not proven yet',
} as const;

function Identity() {
  const { accountId, environment, proof } = useDeskMode();
  const account = useAccountList()?.accounts.find((row) => row.accountId === accountId) ?? null;
  if (accountId === null) {
    return (
      <EmptyPanel title="No account is selected.">
        <span className="muted">Connect a gateway and choose an account in the settings.</span>
      </EmptyPanel>
    );
  }
  return (
    <dl className="facts">
      <div>
        <dt>Account</dt>
        <dd className="code">{accountId}</dd>
      </div>
      <div>
        <dt>Type</dt>
        <dd>
          <NumberCell text={account?.type == null ? null : inSentence(account.type)} />
          <small>trading permission: {account?.tradingType ?? 'the broker did not tell'}</small>
        </dd>
      </div>
      <div>
        <dt>Which money</dt>
        <dd>
          {inSentence(environment === 'practice' ? 'practice' : proof)}
          <small>
            {environment === 'practice' ? 'this computer’s own exchange' : proofWords[proof]}
          </small>
        </dd>
      </div>
    </dl>
  );
}

/** Name, what it means, and how to read it. */
type Sum = Exclude<keyof AccountFigures, 'details'>;

const sums: readonly (readonly [Sum, string, string])[] = [
  ['netLiquidation', 'Net liquidation', 'what would be left if everything were closed at its mark'],
  ['buyingPower', 'Buying power', 'of shares, with margin; options are paid in full'],
  ['availableFunds', 'Available funds', 'free for new positions'],
  ['excessLiquidity', 'Excess liquidity', 'below 0 the broker closes positions'],
  ['totalCash', 'Cash', 'settled or not'],
  ['settledCash', 'Settled cash', 'may be withdrawn'],
  ['initialMargin', 'Initial margin', 'needed to open what is held'],
  ['maintenanceMargin', 'Maintenance margin', 'needed to keep what is held'],
];

function Figures() {
  const { value, error } = useSyncedFigures();
  const sync = useSyncNow();
  const now = useNow();
  if (value === null) {
    return error === null ? (
      <LoadingPanel>Asking the broker, usually under 3 s.</LoadingPanel>
    ) : (
      <FailedPanel title="The broker did not tell the figures." onRetry={() => sync.mutate()}>
        {brokerTrouble(error)} Your account is unchanged; the desk cannot show it.
      </FailedPanel>
    );
  }
  const ageMs = now - value.readAt;
  const isStale = error !== null || ageMs > staleAfterMs;
  return (
    <>
      {isStale ? (
        <StaleNote ageMs={ageMs}>
          {error === null ? 'The broker has not told them since.' : brokerTrouble(error)}
        </StaleNote>
      ) : null}
      <table className="grid account-grid">
        <thead>
          <tr>
            <th scope="col">In {value.currency}</th>
            <th scope="col">Value</th>
            <th scope="col" className="left">
              Means
            </th>
            <th scope="col">Source and age</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(([name, label, means]) => (
            <Figure key={name} label={label} means={means} value={value} ageMs={ageMs}>
              {sumText(value[name], isStale ? ageMs : null)}
            </Figure>
          ))}
          <Figure label="Day P&L" means="since yesterday’s close" value={value} ageMs={ageMs}>
            <Signed value={value.dailyPnl} />
          </Figure>
          <Figure label="Open P&L" means="of what is held" value={value} ageMs={ageMs}>
            <Signed value={value.unrealizedPnl} />
          </Figure>
          <Figure
            label="Day trades left"
            means="as the broker reports them; the desk never counts itself"
            value={value}
            ageMs={ageMs}
          >
            <NumberCell
              text={value.dayTradesLeft === null ? null : String(value.dayTradesLeft)}
              reason="the broker did not tell"
            />
          </Figure>
        </tbody>
      </table>
    </>
  );
}

function Figure(props: {
  readonly label: string;
  readonly means: string;
  readonly value: AccountFigures;
  readonly ageMs: number;
  readonly children: ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{props.label}</th>
      <td className="strong">{props.children}</td>
      <td className="left muted">{props.means}</td>
      <td className="muted" title={`Read at ${formatExchangeClock(props.value.readAt)} New York`}>
        broker, {formatAge(props.ageMs)} ago
      </td>
    </tr>
  );
}

function sumText(value: AccountFigures[Sum], staleMs: number | null) {
  const text = typeof value === 'object' && value !== null ? formatDecimal(value, 2) : null;
  return staleMs === null ? (
    <NumberCell text={text} reason="the broker did not tell" />
  ) : (
    <NumberCell
      text={text}
      truth={{ kind: 'stale', ageMs: staleMs }}
      reason="the broker did not tell"
    />
  );
}

function Signed({ value }: { readonly value: Big | null }) {
  return value === null ? (
    <NumberCell text={null} reason="the broker did not tell" />
  ) : (
    <NumberCell text={formatSigned(value)} className={toneOf(value)} />
  );
}
