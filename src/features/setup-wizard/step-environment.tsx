import { useState, type ReactNode } from 'react';

import type { Environment } from '#domain/trading-mode.ts';
import { useDefaults, usePractice } from '#queries/connection.ts';
import { TextField } from '#ui/field.tsx';

import { StepLayout } from './step-layout.tsx';

interface StepEnvironmentProps {
  readonly environment: Environment;
  readonly onEnvironment: (environment: Environment) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** The word a trader types to show that live is meant. */
const liveWord = 'LIVE';

/** Step 1: which money. Live takes a typed word, and says that it will be read only. */
export function StepEnvironment(props: StepEnvironmentProps) {
  const { environment, onEnvironment, onBack, onNext } = props;
  const [typed, setTyped] = useState('');
  const practice = usePractice();
  const { isIbkrEnabled } = useDefaults();
  const isReady = environment !== 'live' || typed.trim() === liveWord;
  const choose = { chosen: environment, onChoose: onEnvironment };
  return (
    <StepLayout
      title="Which money?"
      lead="Paper and live are two logins at the broker. What you choose here is checked against what the broker says before anything can be sent."
      side={<EnvironmentNotes />}
      onBack={onBack}
      next={{
        label: 'Continue',
        hint: isReady ? 'Next: the gateway' : `Type ${liveWord} to go on`,
        isReady,
        onPress: onNext,
      }}
    >
      <div className="choices" role="radiogroup" aria-label="Which money">
        {practice === null ? null : (
          <Choice value="practice" title="Practice" {...choose}>
            An exchange inside this computer. No account, no broker,{' '}
            {practice.isAlwaysOpen ? 'open around the clock' : 'with the hours of New York’s'}.
          </Choice>
        )}
        {isIbkrEnabled ? (
          <>
            <Choice value="paper" title="IBKR Paper" {...choose}>
              Your paper account at Interactive Brokers: real prices, invented money.
            </Choice>
            <Choice value="live" title="IBKR Live, read only" {...choose}>
              Your live account: real money. For now the desk shows it and refuses every order.
            </Choice>
          </>
        ) : null}
      </div>
      {environment === 'live' ? (
        <TextField
          className="narrow"
          label={`Type ${liveWord} to confirm that you mean the live account`}
          value={typed}
          onChange={setTyped}
          hint="Nothing can be sent to it: the host on this computer refuses orders to a live login."
        />
      ) : null}
    </StepLayout>
  );
}

interface ChoiceProps {
  readonly value: Environment;
  readonly title: string;
  readonly chosen: Environment;
  readonly onChoose: (environment: Environment) => void;
  readonly children: ReactNode;
}

function Choice({ value, title, chosen, onChoose, children }: ChoiceProps) {
  return (
    <label className="choice">
      <input
        type="radio"
        name="environment"
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
      />
      <b>{title}</b>
      <p>{children}</p>
    </label>
  );
}

function EnvironmentNotes() {
  return (
    <>
      <h3>Two usernames</h3>
      <p>
        Interactive Brokers gives the paper account a username of its own. It is not your live
        username: find it at IBKR under Settings, Paper Trading Account.
      </p>
      <hr />
      <h3>The frame tells</h3>
      <p>
        Around this window runs a frame. It stays grey until the broker has proved which money the
        login moves: dots for practice, long dashes for paper, a solid orange bar for live.
      </p>
    </>
  );
}
