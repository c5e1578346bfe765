import { Component, type ErrorInfo, type ReactNode } from 'react';

import { Button } from '#ui/button.tsx';
import { Icon } from '#ui/icon.tsx';

/** How browsers say that a part of the page could not be fetched. */
const missingPart = /dynamically imported module|importing a module script|preload CSS/i;

/** Something broke in the page itself. No screen is left that could send an order. */
export function BrokenScreen({ detail }: { readonly detail: string }) {
  const isMissingPart = missingPart.test(detail);
  return (
    <main className="cover" role="alert">
      <div className="cover-inner">
        <h1 className="page-title row">
          <Icon name="block" className="tone-block" />{' '}
          {isMissingPart
            ? 'A part of the page could not be fetched'
            : 'Something in the desk broke'}
        </h1>
        <p>
          This page can send no order now. Orders already at the broker keep working, and nothing
          that was stored is lost.
        </p>
        <p>
          {isMissingPart
            ? 'The desk’s host did not answer, or was built anew since this page was opened. Look at the terminal where npm start runs, then reload the page.'
            : 'Reload the page. If it breaks again, report it with the words below.'}
        </p>
        <pre className="cmd broken-detail">{detail}</pre>
        <div>
          <Button kind="light" onClick={() => globalThis.location.reload()}>
            Reload the page
          </Button>
        </div>
      </div>
    </main>
  );
}

interface BoundaryState {
  readonly detail: string | null;
}

/** Catches bugs of the screens below: the desk is replaced, so that nothing half-drawn can send an order. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { detail: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { detail: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // The browser's console is where a developer looks first; nothing of the account stands in a stack.
    globalThis.reportError?.(error instanceof Error ? error : new Error(`${info.componentStack}`));
  }

  override render(): ReactNode {
    const { detail } = this.state;
    return detail === null ? this.props.children : <BrokenScreen detail={detail} />;
  }
}
