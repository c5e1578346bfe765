import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';

import type { Environment } from '#domain/trading-mode.ts';
import { useDefaults, useDeskMode, usePractice } from '#queries/connection.ts';

import { environmentNames, isChoiceProven } from './frame-mode.ts';

const SwitchDialog = lazy(async () => {
  const { SwitchDialog: dialog } = await import('./switch-dialog.tsx');
  return { default: dialog };
});

interface ModeSwitcherProps {
  /** The trader confirmed the change: close the ticket and lead to the login of that mode. */
  readonly onSwitch: (environment: Environment) => void;
}

/** Full name for the chosen one, one word for the others: their group says the broker. */
const buttonNames: Record<Environment, { readonly chosen: string; readonly other: string }> = {
  practice: { chosen: 'PRACTICE', other: 'Practice' },
  paper: { chosen: 'IBKR Paper', other: 'Paper' },
  live: { chosen: 'IBKR Live', other: 'Live' },
};

/** Which money. Only modes that work are offered, and none wears its colour before the broker proved it. */
export function ModeSwitcher({ onSwitch }: ModeSwitcherProps) {
  const { environment } = useDeskMode();
  const practice = usePractice();
  const { isIbkrEnabled } = useDefaults();
  const [wish, setWish] = useState<Environment | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const choices = choicesOf(practice !== null, isIbkrEnabled);
  // The arrow keys only walk: a change of money needs a deliberate press.
  const handleKeyDown = (event: KeyboardEvent) => {
    const step = Number(event.key === 'ArrowRight') - Number(event.key === 'ArrowLeft');
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  const stop = environment !== null && choices.includes(environment) ? environment : choices[0];
  const isAtIbkr = environment === 'paper' || environment === 'live';
  const choice = (name: Environment) => (
    <ModeChoice
      key={name}
      name={name}
      isStop={name === stop}
      onPick={() => (name === environment ? undefined : setWish(name))}
    />
  );
  return (
    <div
      ref={group}
      className="modes"
      role="radiogroup"
      aria-label="Which money"
      tabIndex={-1}
      onKeyDown={handleKeyDown}
    >
      {choices.includes('practice') ? (
        <div className="group is-single">{choice('practice')}</div>
      ) : null}
      {isIbkrEnabled ? (
        <div className={isAtIbkr ? 'group is-on' : 'group'}>
          {isAtIbkr ? null : <span>IBKR</span>}
          {choice('paper')}
          {choice('live')}
        </div>
      ) : null}
      {wish === null ? null : (
        <Suspense>
          {' '}
          <SwitchDialog
            from={environment}
            to={wish}
            onClose={() => setWish(null)}
            onConfirm={() => {
              setWish(null);
              onSwitch(wish);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function choicesOf(hasPractice: boolean, hasIbkr: boolean): readonly Environment[] {
  return [
    ...(hasPractice ? (['practice'] as const) : []),
    ...(hasIbkr ? (['paper', 'live'] as const) : []),
  ];
}

interface ModeChoiceProps {
  readonly name: Environment;
  readonly isStop: boolean;
  readonly onPick: () => void;
}

const frames: Record<Environment, string> = {
  practice: 'practice',
  paper: 'ibkr-paper',
  live: 'ibkr-live',
};

function ModeChoice({ name, isStop, onPick }: ModeChoiceProps) {
  const { environment, proof } = useDeskMode();
  const isChosen = environment === name;
  const isProven = isChosen && isChoiceProven(name, proof);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      aria-label={`${environmentNames[name]}${isChosen && !isProven ? ', chosen, not proven' : ''}`}
      data-mode={isChosen && !isProven ? 'unproven' : frames[name]}
      tabIndex={isStop ? 0 : -1}
      onClick={onPick}
    >
      <i />
      {buttonNames[name][isChosen ? 'chosen' : 'other']}
    </button>
  );
}
