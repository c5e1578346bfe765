import type { ReactNode } from 'react';

import { IconButton } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

export interface Toast {
  readonly id: string;
  readonly severity: 'info' | 'warn' | 'block';
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly action?: ReactNode;
}

const icons: Record<Toast['severity'], IconName> = { info: 'check', warn: 'warn', block: 'block' };
const tones: Record<Toast['severity'], string> = {
  info: 'var(--color-ok)',
  warn: 'var(--color-warn)',
  block: 'var(--color-block)',
};

interface ToastListProps {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: string) => void;
}

/** Short messages, newest at the bottom. The list is always in the page: a live region must exist before it speaks. */
export function ToastList({ toasts, onDismiss }: ToastListProps) {
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast">
          <span style={{ color: tones[toast.severity] }}>
            <Icon name={icons[toast.severity]} />
          </span>
          <strong>{toast.title}</strong>
          <span className="row toast-end">
            {toast.action}
            <IconButton name="close" label="Dismiss" onClick={() => onDismiss(toast.id)} />
          </span>
          <p>{toast.text}</p>
        </div>
      ))}
    </section>
  );
}
