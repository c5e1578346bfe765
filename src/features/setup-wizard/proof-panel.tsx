import type { EnvironmentWitnesses, ProvenEnvironment } from '#domain/account.ts';
import type { AccountId } from '#domain/order.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { Icon } from '#ui/icon.tsx';

type Word = 'paper' | 'live' | null;

interface ProofPanelProps {
  readonly environment: Environment;
  readonly witnesses: EnvironmentWitnesses;
  readonly proof: ProvenEnvironment;
  readonly accountId: AccountId | null;
}

/** What the three witnesses say, each in its own words, and what they prove together. */
export function ProofPanel(props: ProofPanelProps) {
  const { environment, witnesses, proof, accountId } = props;
  const wanted = environment === 'live' ? 'live' : 'paper';
  return (
    <>
      <ProofVerdict {...props} wanted={wanted} />
      <div className="proof">
        <Witness
          label="Which account"
          value={accountId ?? 'none picked'}
          word={witnesses.accountPrefix}
          wanted={wanted}
          said={{
            paper: 'starts with D: paper',
            live: 'no D in front: live',
            null: 'no account yet',
          }}
          source="the account’s number; a hint only"
        />
        <Witness
          label="How you logged in"
          value={valueOf('LOGIN_TYPE', witnesses.loginType, { paper: '2', live: '1' })}
          word={witnesses.loginType}
          wanted={wanted}
          said={{ paper: '2 is paper, 1 is live', live: '1 is live, 2 is paper', null: 'not told' }}
          source="/sso/validate"
        />
        <Witness
          label="What the session is"
          value={valueOf('isPaper', witnesses.accountList, { paper: 'true', live: 'false' })}
          word={witnesses.accountList}
          wanted={wanted}
          said={{ paper: 'true is paper', live: 'false is live', null: 'not told' }}
          source="/iserver/accounts"
        />
      </div>
      {proof === wanted ? null : (
        <p className="muted">The desk blocks every order until all agree.</p>
      )}
    </>
  );
}

function valueOf(field: string, word: Word, values: Record<'paper' | 'live', string>): string {
  return word === null ? `${field} –` : `${field} ${values[word]}`;
}

interface WitnessProps {
  readonly label: string;
  readonly value: string;
  readonly word: Word;
  readonly wanted: 'paper' | 'live';
  readonly said: { readonly paper: string; readonly live: string; readonly null: string };
  readonly source: string;
}

function Witness({ label, value, word, wanted, said, source }: WitnessProps) {
  const isAgainst = word !== null && word !== wanted;
  return (
    <div className={isAgainst ? 'is-block' : ''}>
      <span className="label">{label}</span>
      <b>{value}</b>
      <p>
        {word === null ? null : <Icon name={isAgainst ? 'block' : 'check'} />}{' '}
        {said[word ?? 'null']}
      </p>
      <small>{source}</small>
    </div>
  );
}

function ProofVerdict(props: ProofPanelProps & { readonly wanted: 'paper' | 'live' }) {
  const { environment, witnesses, proof, wanted } = props;
  const words = [witnesses.accountList, witnesses.loginType, witnesses.accountPrefix];
  const spoken = words.filter((word) => word !== null).length;
  const agree = words.filter((word) => word === wanted).length;
  if (proof === wanted)
    return (
      <div className="verdict" role="status">
        <Icon name="shield" />
        <div>
          <h3>
            {environment === 'practice' ? 'Practice, and paper by' : `Proven ${proof},`} {agree} of{' '}
            {spoken}
          </h3>
          <span>{provenText[environment]}</span>
        </div>
      </div>
    );
  return (
    <div className="verdict is-block" role="alert">
      <Icon name="block" />
      <div>
        <h3>{conflictTitle(proof, wanted)}</h3>
        <span>{conflictText(proof)}</span>
      </div>
    </div>
  );
}

const provenText: Record<Environment, string> = {
  practice: 'The host knows this gateway as its own exchange. No real money can move.',
  paper: 'You chose IBKR Paper. The broker agrees. No real money can move.',
  live: 'You chose IBKR Live. The broker agrees: this is real money. The desk only reads it.',
};

function conflictTitle(proof: ProvenEnvironment, wanted: 'paper' | 'live'): string {
  if (proof === 'disagree') return 'The broker contradicts itself.';
  if (proof === 'unproven') return 'The broker has not said which money this is.';
  return `You chose ${wanted}, the broker says ${proof}.`;
}

function conflictText(proof: ProvenEnvironment): string {
  switch (proof) {
    case 'live':
      return 'You signed in with a live username. Orders would have been real: the desk blocks all of them. Sign out at the gateway and sign in with the paper username, which is another one.';
    case 'paper':
      return 'You signed in with a paper username. No real money can move, and this is not the account you meant. Sign out at the gateway and sign in with the live username.';
    case 'disagree':
      return 'Its answers do not agree which money this login moves, so no order can be sent. Sign out at the gateway and sign in again.';
    case 'unproven':
      return 'No order can be sent before it has. Wait a moment, or sign out at the gateway and sign in again.';
  }
}
