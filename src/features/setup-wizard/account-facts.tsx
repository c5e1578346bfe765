import type { Big } from 'big.js';
import type { ReactNode } from 'react';

import type { AccountFigures, AccountIdentity } from '#domain/account.ts';
import { useAccountFigures } from '#queries/account-list.ts';
import { describeFailure } from '#queries/failure-words.ts';
import { useSession } from '#queries/session.ts';
import { formatDecimal, missingText } from '#ui/format-number.ts';
import { formatExchangeTime, formatLocalClock } from '#ui/format-time.ts';
import { inSentence } from '#ui/format-words.ts';
import { FailedPanel, LoadingPanel } from '#ui/panel.tsx';

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
        value={account.type === null ? missingText : inSentence(account.type)}
        note={data.accountType === null ? 'the broker says no more' : inSentence(data.accountType)}
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

/** The broker's word as it is: it tells kinds of accounts apart, and no document says which options it allows. */
function permissionOf({ tradingType }: AccountIdentity) {
  return tradingType === null
    ? { value: 'Not told', note: 'the broker did not say' }
    : { value: tradingType, note: 'the broker’s word for the account; it is no level' };
}

function dayTrades({ dayTradesLeft }: AccountFigures): string {
  if (dayTradesLeft === null) return 'Not told';
  return dayTradesLeft === 'unlimited' ? 'No limit' : String(dayTradesLeft);
}
