import { useEffect } from 'react';

import type { Environment } from '#domain/trading-mode.ts';
import { useDeskMode } from '#queries/connection.ts';
import { Button, Key } from '#ui/button.tsx';
import { Icon } from '#ui/icon.tsx';
import { Logo } from '#ui/logo.tsx';
import { LoadingPanel } from '#ui/panel.tsx';

import { StepDisclosures } from './step-disclosures.tsx';
import { StepEnvironment } from './step-environment.tsx';
import { StepGateway } from './step-gateway.tsx';
import { StepPractice } from './step-practice.tsx';
import { StepVerify } from './step-verify.tsx';
import { useSetup, type Setup, type StepNumber } from './use-setup.ts';

const names: Record<Environment, string> = {
  practice: 'Practice',
  paper: 'IBKR Paper',
  live: 'IBKR Live',
};
const minutesLeft: Record<StepNumber, string> = {
  1: 'about 5 min',
  2: 'about 3 min left',
  3: 'about 2 min left',
  4: 'about 1 min left',
};

interface SetupWizardProps {
  readonly environment: Environment;
  /** From the address; null starts where the setup stands. */
  readonly step: StepNumber | null;
  readonly onStep: (step: StepNumber) => void;
  readonly onEnvironment: (environment: Environment) => void;
  readonly onLeave: () => void;
  readonly onDone: () => void;
}

/** Four steps from nothing to a proven account. A step opens only when the ones before it are true. */
export function SetupWizard(props: SetupWizardProps) {
  const { environment, step, onLeave } = props;
  const setup = useSetup(environment);
  const at = stepAt(step, setup);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onLeave();
    };
    globalThis.addEventListener('keydown', handleKey);
    return () => globalThis.removeEventListener('keydown', handleKey);
  }, [onLeave]);
  return (
    <div className="setup">
      <header className="top">
        <span className="strong">
          <Logo />
        </span>
        <h1>Set up {names[environment]}</h1>
        <ProofBadge environment={environment} />
        <span className="grow" />
        <span className="muted top-words">
          Step {at} of 4, {minutesLeft[at]}. You can leave and come back.
        </span>
        <Button kind="quiet" onClick={onLeave}>
          Leave <Key>Esc</Key>
        </Button>
      </header>
      <StepList at={at} setup={setup} />
      {setup.isLoading ? (
        <main className="work">
          <LoadingPanel>Reading what is stored of this setup.</LoadingPanel>
        </main>
      ) : (
        <Step key={`${environment}-${at}`} {...props} at={at} setup={setup} />
      )}
    </div>
  );
}

function stepAt(step: StepNumber | null, { reachable, saved }: Setup): StepNumber {
  if (step !== null) return step <= reachable ? step : reachable;
  return saved === null ? 1 : reachable;
}

function ProofBadge({ environment }: { readonly environment: Environment }) {
  const mode = useDeskMode();
  const wanted = environment === 'live' ? 'live' : 'paper';
  if (mode.environment !== environment || mode.proof === 'unproven')
    return <span className="badge badge-dash">chosen, not proven yet</span>;
  if (mode.proof !== wanted)
    return (
      <span className="badge badge-block">
        {mode.proof === 'disagree'
          ? 'the broker contradicts itself'
          : `the broker says ${mode.proof}`}
      </span>
    );
  return (
    <span className="badge badge-mode">
      proven {environment === 'practice' ? 'practice' : wanted}
    </span>
  );
}

function Step(props: SetupWizardProps & { readonly at: StepNumber; readonly setup: Setup }) {
  const { at, setup, environment, onStep } = props;
  switch (at) {
    case 1:
      return (
        <StepEnvironment
          environment={environment}
          onEnvironment={props.onEnvironment}
          onBack={props.onLeave}
          onNext={() => onStep(2)}
        />
      );
    case 2: {
      const parts = { setup, onBack: () => onStep(1), onNext: () => onStep(3) };
      return environment === 'practice' ? <StepPractice {...parts} /> : <StepGateway {...parts} />;
    }
    case 3:
      return (
        <StepVerify
          setup={setup}
          onBack={() => onStep(2)}
          onNext={() => onStep(4)}
          onDone={props.onDone}
        />
      );
    case 4:
      return <StepDisclosures setup={setup} onBack={() => onStep(3)} onDone={props.onDone} />;
  }
}

function StepList({ at, setup }: { readonly at: StepNumber; readonly setup: Setup }) {
  const { saved, environment } = setup;
  const address = saved === null ? '' : `, at ${saved.host}:${saved.port}`;
  const rows = [
    { title: 'Environment', text: `${names[environment]}${at === 1 ? '' : ' chosen'}` },
    {
      title: 'Gateway',
      text: environment === 'practice' ? 'Inside this desk' : `Your own${address}`,
    },
    { title: 'Verify account', text: 'What the broker says it is' },
    { title: 'Disclosures', text: '7 short texts, 3 min' },
  ];
  return (
    <nav className="steps" aria-label="Steps">
      <ol>
        {rows.map(({ title, text }, index) => (
          <li
            key={title}
            className={index + 1 < at ? 'done' : ''}
            {...(index + 1 === at ? { 'aria-current': 'step' as const } : {})}
          >
            <span className="no">{index + 1 < at ? <Icon name="check" /> : index + 1}</span>
            <b>{title}</b>
            <small>{text}</small>
          </li>
        ))}
      </ol>
      <p className="label steps-note">
        Strikedesk never asks for your IBKR password. You type it on the broker’s own page.
      </p>
    </nav>
  );
}
