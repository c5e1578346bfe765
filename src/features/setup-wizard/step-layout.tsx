import type { ReactNode } from 'react';

import { Button } from '#ui/button.tsx';

interface StepLayoutProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
  /** The explanation beside the work. */
  readonly side: ReactNode;
  readonly onBack: (() => void) | null;
  readonly next: {
    readonly label: string;
    /** Says what is still missing, or what comes. */
    readonly hint: string;
    readonly isReady: boolean;
    readonly isMain?: boolean;
    readonly onPress: () => void;
  };
}

/** One step: its work, the explanation beside it, and the way on. */
export function StepLayout({ title, lead, children, side, onBack, next }: StepLayoutProps) {
  return (
    <>
      <main className="work">
        <div>
          <h2>{title}</h2>
          <p className="lead">{lead}</p>
        </div>
        {children}
      </main>
      <aside className="side-note">{side}</aside>
      <footer className="bar">
        {onBack === null ? null : (
          <Button kind="quiet" onClick={onBack}>
            Back
          </Button>
        )}
        <span className="grow" />
        <span className="muted bar-hint" role="status">
          {next.hint}
        </span>
        <Button
          kind={next.isMain === true ? 'main' : 'light'}
          disabled={!next.isReady}
          onClick={next.onPress}
        >
          {next.label}
        </Button>
      </footer>
    </>
  );
}
