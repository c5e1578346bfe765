import { useEffect, useState, type ReactNode } from 'react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { formatAge } from './format-time.ts';

/** The four kinds of nothing never look alike. Each stands inside a pane. */

interface EmptyPanelProps {
  /** What is empty and that the broker confirmed it. */
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

export function EmptyPanel({ title, children }: EmptyPanelProps) {
  return (
    <div className="nothing nothing-empty">
      <span className="strong">{title}</span>
      {children}
    </div>
  );
}

interface LoadingPanelProps {
  readonly children: ReactNode;
  /** What nothing on screen does not mean, once the answer is later than promised. */
  readonly whenLate?: ReactNode;
}

/** Bars appear only after 300 ms: a fast answer shows none. After 6 s it says that the answer is late. */
export function LoadingPanel({ children, whenLate }: LoadingPanelProps) {
  const isShown = useIsPast(300);
  const isLate = useIsPast(6_000);
  return (
    <div className="nothing" role="status">
      <div className={isShown ? 'skeletons' : 'skeletons is-hidden'} aria-hidden="true">
        <i style={{ width: '62%' }} />
        <i style={{ width: '88%' }} />
        <i style={{ width: '74%' }} />
      </div>
      <span className="muted">{children}</span>
      {isLate && whenLate !== undefined ? <span>{whenLate}</span> : null}
    </div>
  );
}

/** True from `ms` after it is first drawn. */
function useIsPast(ms: number): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isPast;
}

/** A line above data that is kept but old. */
export function StaleNote({
  ageMs,
  children,
}: {
  readonly ageMs: number;
  readonly children: ReactNode;
}) {
  return (
    <p className="stale-note">
      <Icon name="clock" isSmall />
      <span>
        <b>stale, {formatAge(ageMs)}.</b> {children}
      </span>
    </p>
  );
}

interface FailedPanelProps {
  readonly title: ReactNode;
  /** What it means for the money. */
  readonly children: ReactNode;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
}

export function FailedPanel({ title, children, onRetry, actions }: FailedPanelProps) {
  return (
    <div className="nothing" role="alert">
      <div className="nothing-failed">
        <Icon name="block" />
        <span>
          <b className="strong">{title}</b> {children}
        </span>
      </div>
      <div className="row">
        {onRetry === undefined ? null : (
          <Button isSmall onClick={onRetry}>
            Try now
          </Button>
        )}
        {actions}
      </div>
    </div>
  );
}
