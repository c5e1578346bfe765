import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

import { Icon, type IconName } from './icon.tsx';

/**
 * `main` wears the mode's colour: only for what leads to an order or confirms which money it is. `light` is the main
 * button where no money moves. `danger` ends something.
 */
export type ButtonKind = 'plain' | 'main' | 'light' | 'quiet' | 'danger';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly kind?: ButtonKind;
  readonly isSmall?: boolean;
  readonly type?: 'button' | 'submit';
  readonly icon?: IconName;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that says what it does. It never submits a form unless told to. */
export function Button({
  kind = 'plain',
  isSmall = false,
  type = 'button',
  icon,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  const look = kind === 'plain' ? '' : `btn-${kind}`;
  return (
    <button
      {...rest}
      type={type === 'submit' ? 'submit' : 'button'}
      className={`btn ${look} ${isSmall ? 'btn-small' : ''} ${className}`}
    >
      {icon === undefined ? null : <Icon name={icon} isSmall={isSmall} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly name: IconName;
  /** What it does: an icon alone says nothing to a screen reader. */
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ name, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={`btn-icon ${className}`}
      aria-label={label}
      title={label}
    >
      <Icon name={name} />
    </button>
  );
}

/** A key as printed on the keyboard. */
export function Key({ children }: { readonly children: ReactNode }) {
  return <kbd aria-hidden="true">{children}</kbd>;
}
