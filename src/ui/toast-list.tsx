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

/** Short messages, newest first. Stands in a polite live region that is in the page before the first of them. */
export function ToastList({ toasts, onDismiss }: ToastListProps) {
  return (
    <>
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
    </>
  );
}
