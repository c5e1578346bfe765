import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react';

interface Frame {
  readonly label: ReactNode;
  /** Says what goes in, before anything is wrong. */
  readonly hint?: ReactNode;
  /** What is wrong and what would be right; null while all is well. */
  readonly error?: ReactNode;
}

interface TextFieldProps extends Frame, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextField({
  label,
  hint,
  error,
  onChange,
  className = '',
  ...rest
}: TextFieldProps) {
  const id = useId();
  const isBad = hasWords(error);
  return (
    <div className={`labeled ${className}`}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        id={id}
        className={`field ${isBad ? 'is-bad' : ''}`}
        aria-invalid={isBad}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

interface SelectFieldProps<Value extends string>
  extends Frame, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({
  label,
  hint,
  error,
  options,
  onChange,
  className = '',
  ...rest
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className={`labeled ${className}`}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className="field"
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          const picked = options.find((option) => option.value === event.currentTarget.value);
          if (picked !== undefined) onChange(picked.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

/** The line below a field: its error, else its hint. Kept in the page while empty, so that errors are announced. */
export function FieldNote({ id, hint, error }: Omit<Frame, 'label'> & { readonly id: string }) {
  const isBad = hasWords(error);
  return (
    <p id={id} className={isBad ? 'field-error' : 'label'} aria-live="polite">
      {isBad ? error : hint}
    </p>
  );
}

function hasWords(text: ReactNode): boolean {
  return text !== undefined && text !== null && text !== '';
}

interface CheckFieldProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

export function CheckField({ label, isChecked, isDisabled = false, onChange }: CheckFieldProps) {
  return (
    <label className="check-field">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
