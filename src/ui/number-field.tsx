import { useId, type KeyboardEvent, type ReactNode } from 'react';

import { FieldNote } from './field.tsx';
import { Icon } from './icon.tsx';

interface NumberFieldProps {
  readonly label: ReactNode;
  /** What is typed, as text: the owner parses it (parse-number-text.ts) and says what is wrong. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** One step up or down; the owner knows the tick. Without it there are no buttons. */
  readonly onStep?: (direction: 1 | -1) => void;
  readonly error?: ReactNode;
  readonly hint?: ReactNode;
  readonly isDisabled?: boolean;
  readonly isLabelHidden?: boolean;
  readonly className?: string;
  readonly stepperClassName?: string;
  /** What one step is, for the buttons' names: "one tick". */
  readonly stepName?: string;
}

/** A number as text with steps. Never `type="number"`: browsers drop what they cannot read, and round what they can. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, onStep, error, hint, isDisabled = false } = props;
  const id = useId();
  const isBad = error !== undefined && error !== null && error !== '';
  const handleKeyDown = (event: KeyboardEvent) => {
    if (onStep === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onStep(event.key === 'ArrowUp' ? 1 : -1);
  };
  return (
    <div className={`labeled ${props.className ?? ''}`}>
      <label className={props.isLabelHidden === true ? 'vh' : 'label'} htmlFor={id}>
        {label}
      </label>
      <div className={`field stepper ${isBad ? 'is-bad' : ''} ${props.stepperClassName ?? ''}`}>
        <StepButton direction={-1} {...props} />
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={value}
          disabled={isDisabled}
          aria-invalid={isBad}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={handleKeyDown}
        />
        <StepButton direction={1} {...props} />
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

function StepButton(props: NumberFieldProps & { readonly direction: 1 | -1 }) {
  const { onStep, direction, stepName = 'one step', isDisabled = false } = props;
  if (onStep === undefined) return null;
  return (
    <button
      type="button"
      // The arrow keys in the field do the same: one tab stop is enough.
      tabIndex={-1}
      disabled={isDisabled}
      aria-label={`${direction === 1 ? 'Up' : 'Down'} ${stepName}`}
      onClick={() => onStep(direction)}
    >
      <Icon name={direction === 1 ? 'plus' : 'minus'} />
    </button>
  );
}
