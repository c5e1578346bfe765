import { useState } from 'react';

import type { AccountIdentity } from '#domain/account.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { useAccountList, useSelectAccount, useSelectedAccount } from '#queries/account-list.ts';
import { useSaveConnection } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { useFailureWords } from '#queries/use-failure-words.ts';
import { useSession } from '#queries/session.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Icon } from '#ui/icon.tsx';
import { Segments } from '#ui/segments.tsx';

import { AccountFacts } from './account-facts.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { StepLayout } from './step-layout.tsx';
import { VerifyNotes } from './verify-notes.tsx';
import type { Setup } from './use-setup.ts';

interface StepVerifyProps {
  readonly setup: Setup;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onDone: () => void;
}

type Level = '1' | '2' | '3' | '4';
const levels: readonly { readonly value: Level; readonly label: string }[] = [
  { value: '1', label: '1' },
  { value: '2', label: '2' },
  { value: '3', label: '3' },
  { value: '4', label: '4' },
];

const titles: Record<Environment, string> = {
  practice: 'This is the practice account',
  paper: 'This is a paper account',
  live: 'This is a live account',
};
const accepts: Record<Environment, string> = {
  practice: 'Yes, this is the practice account',
  paper: 'Yes, this is my paper account',
  live: 'Yes, this is my live account, read only',
};

/** Step 3: what the broker says the login is, and which account the desk works with. */
export function StepVerify({ setup, onBack, onNext, onDone }: StepVerifyProps) {
  const verify = useVerify(setup, onNext, onDone);
  const { list, selected, level, isProven } = verify;
  if (list === null) return null;
  const account = list.accounts.find((row) => row.accountId === selected) ?? null;
  return (
    <StepLayout
      title={isProven ? titles[setup.environment] : 'The broker says something else'}
      lead="Not because you said so: separate answers from the broker say it. If one of them ever says otherwise, every order stops."
      side={<VerifyNotes />}
      onBack={onBack}
      next={{
        label: accepts[setup.environment],
        hint: verify.hint,
        isReady: verify.isReady,
        isMain: true,
        onPress: verify.accept,
      }}
    >
      <ProofPanel
        environment={setup.environment}
        witnesses={list.witnesses}
        proof={list.proof}
        accountId={selected}
      />
      <UsernameNote setup={setup} />
      {list.accounts.length > 1 ? (
        <AccountPicker accounts={list.accounts} selected={selected} onPick={verify.pick} />
      ) : null}
      {account === null ? null : (
        <section className="section">
          <h3>What this account can do</h3>
          <AccountFacts key={account.accountId} account={account} />
        </section>
      )}
      <LevelQuestion level={level} onChoose={verify.chooseLevel} />
      {verify.failure === null ? null : (
        <div className="help-box" role="alert">
          <ThreeParts text={verify.failure} />
        </div>
      )}
    </StepLayout>
  );
}

interface LevelQuestionProps {
  readonly level: Level | null;
  readonly onChoose: (level: Level) => void;
}

function LevelQuestion({ level, onChoose }: LevelQuestionProps) {
  return (
    <div className="ask">
      <div>
        <span className="strong">Which options level did IBKR approve?</span>
        <br />
        <span className="muted">
          The broker does not tell programs. See Settings, Trading permissions at IBKR. A wrong
          answer is caught by the broker’s own check.
        </span>
      </div>
      <Segments label="Options level" value={level} options={levels} onChange={onChoose} />
    </div>
  );
}

function useVerify(setup: Setup, onNext: () => void, onDone: () => void) {
  const { environment, saved } = setup;
  const list = useAccountList();
  const selected = useSelectedAccount();
  const select = useSelectAccount();
  const save = useSaveConnection();
  const wordsOf = useFailureWords();
  const now = useNow(1000);
  const [level, setLevel] = useState<Level | null>(() =>
    levelOf(saved?.optionsLevel ?? (environment === 'practice' ? 4 : null)),
  );
  const isProven = list?.proof === (environment === 'live' ? 'live' : 'paper');
  const accept = () => {
    if (saved === null || selected === null) return;
    const isOver = setup.areAllAcknowledged;
    save.mutate(
      {
        ...saved,
        accountId: selected,
        optionsLevel: level === null ? null : Number(level),
        completedAt: isOver ? (saved.completedAt ?? now) : null,
      },
      { onSuccess: isOver ? onDone : onNext },
    );
  };
  const error = select.error ?? save.error;
  const missing = missingPart(isProven, selected !== null, level !== null);
  return {
    list,
    selected,
    level,
    isProven,
    hint: missing ?? (setup.areAllAcknowledged ? 'Next: the desk' : 'Next: the disclosures'),
    isReady: missing === null && !save.isPending && !select.isPending,
    failure: error === null ? null : wordsOf(error),
    pick: (account: AccountIdentity) => select.mutate(account.accountId),
    chooseLevel: setLevel,
    accept,
  };
}

function missingPart(isProven: boolean, hasAccount: boolean, hasLevel: boolean): string | null {
  if (!isProven) return 'Choice and login must agree first';
  if (!hasAccount) return 'Pick the account';
  return hasLevel ? null : 'Say your options level';
}

function levelOf(level: number | null): Level | null {
  return levels.find(({ value }) => value === String(level))?.value ?? null;
}

/** The label is the trader's, the login is the broker's: they may differ, and then it is said. */
function UsernameNote({ setup }: { readonly setup: Setup }) {
  const { username } = useSession();
  const label = setup.saved?.usernameLabel ?? '';
  if (setup.environment === 'practice' || username === null || username === label) return null;
  return (
    <p className="note-line">
      <Icon name="info" /> You named this login <b>{label}</b>, the broker calls it{' '}
      <b>{username}</b>.
    </p>
  );
}

interface AccountPickerProps {
  readonly accounts: readonly AccountIdentity[];
  readonly selected: string | null;
  readonly onPick: (account: AccountIdentity) => void;
}

function AccountPicker({ accounts, selected, onPick }: AccountPickerProps) {
  return (
    <section className="section">
      <h3>Which account does the desk work with?</h3>
      <div className="choices" role="radiogroup" aria-label="Account">
        {accounts.map((account) => (
          <label key={account.accountId} className="choice">
            <input
              type="radio"
              name="account"
              value={account.accountId}
              checked={account.accountId === selected}
              onChange={() => onPick(account)}
            />
            <b className="code">{account.accountId}</b>
            <p>{[account.alias, account.type, account.currency].filter(Boolean).join(', ')}</p>
          </label>
        ))}
      </div>
    </section>
  );
}
