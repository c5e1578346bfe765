import type { Big } from 'big.js';
import type { ReactNode } from 'react';

import type { AccountFigures, AccountIdentity } from '#domain/account.ts';
import { useAccountFigures } from '#queries/account-list.ts';
import { describeFailure } from '#queries/failure-words.ts';
import { useSession } from '#queries/session.ts';
import { formatDecimal, missingText } from '#ui/format-number.ts';
import { formatExchangeTime, formatLocalClock } from '#ui/format-time.ts';
import { FailedPanel, LoadingPanel } from '#ui/panel.tsx';

/** The broker's permission word in ours. It tells margin and options apart, never the level. */
const permissionWords: Readonly<Record<string, { readonly value: string; readonly note: string }>> =
  {
    STKCASH: { value: 'Cash account', note: 'the level is not told' },
    STKMRGN: { value: 'Margin account', note: 'the level is not told' },
    STKNOPT: { value: 'Stocks, no options', note: 'the broker’s word STKNOPT' },
    PMRGN: { value: 'Portfolio margin', note: 'the level is not told' },
  };

/** What the broker tells about the account: who it is, what is in it, what it may do. */
export function AccountFacts({ account }: { readonly account: AccountIdentity }) {
  const figures = useAccountFigures(account.accountId);
  const { expiresAt } = useSession();
  if (figures.isPending) return <LoadingPanel>Asking the broker for its figures.</LoadingPanel>;
  if (figures.isError || figures.data === null) {
    const words = describeFailure(figures.error);
    return (
      <FailedPanel title={words.happened} onRetry={() => void figures.refetch()}>
        {words.money} {words.todo}
      </FailedPanel>
    );
  }
  const { data } = figures;
  const permission = permissionOf(account);
  return (
    <dl className="facts">
      <Fact label="Account" value={account.accountId} note={account.alias ?? 'no alias'} />
      <Fact
        label="Type"
        value={account.type ?? missingText}
        note={data.accountType ?? 'no further word'}
      />
      <Fact label="Currency" value={account.currency ?? data.currency} note="of the account" />
      <Fact
        label="Net liquidation"
        value={sum(data.netLiquidation)}
        note={`${data.currency}, read ${formatLocalClock(data.readAt)}`}
      />
      <Fact label="Buying power" value={sum(data.buyingPower)} note={data.currency} />
      <Fact
        label="Available to trade"
        value={sum(data.availableFunds)}
        note={`after margin ${sum(data.initialMargin)}`}
      />
      <Fact label="Options permission" value={permission.value} note={permission.note} />
      <Fact label="Day trades left" value={dayTrades(data)} note="as the broker reports it" />
      {expiresAt === null ? null : (
        <Fact
          label="Session ends"
          value={`${formatExchangeTime(expiresAt)} New York`}
          note="then log in again"
        />
      )}
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly note: ReactNode;
}

function Fact({ label, value, note }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        <small>{note}</small>
      </dd>
    </div>
  );
}

const sum = (amount: Big | null) => (amount === null ? missingText : formatDecimal(amount, 2));

function permissionOf({ tradingType }: AccountIdentity) {
  if (tradingType === null) return { value: 'Not told', note: 'the broker did not say' };
  return (
    permissionWords[tradingType] ?? { value: tradingType, note: 'the broker’s word; no level' }
  );
}

function dayTrades({ dayTradesLeft }: AccountFigures): string {
  if (dayTradesLeft === null) return 'Not told';
  return dayTradesLeft === 'unlimited' ? 'No limit' : String(dayTradesLeft);
}
