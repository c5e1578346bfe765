import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

interface DialogProps {
  readonly title: ReactNode;
  /** The safe answer: Esc does the same. A click outside does nothing, so that a slip decides nothing. */
  readonly onClose: () => void;
  /** Right of the title: mode, account. */
  readonly aside?: ReactNode;
  readonly widthPx?: number;
  /** `alertdialog` for questions that interrupt. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/**
 * A modal dialog: keeps the focus inside, gives it back where it was, and starts on the element marked
 * `data-autofocus` (the safe answer). Not the native element: that one would cover the frame that says which money it is.
 */
export function Dialog({
  title,
  onClose,
  aside,
  widthPx = 560,
  role = 'dialog',
  children,
}: DialogProps) {
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('[data-autofocus]');
    (first ?? box.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const handleKeyDown = (event: KeyboardEvent) => {
    // A dialog above this one, drawn by a child, bubbles through React: its keys are not ours.
    if (!(event.target instanceof Node) || box.current?.contains(event.target) !== true) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Tab') keepInside(event, box.current);
  };
  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only carries the keys of the dialog inside
    <div className="scrim" onKeyDown={handleKeyDown}>
      <div
        ref={box}
        className="dialog"
        role={role}
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        style={{ width: `min(${widthPx}px, calc(100vw - 32px))` }}
      >
        <div className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          {aside}
        </div>
        {children}
      </div>
    </div>,
    document.body,
  );
}

function keepInside(event: KeyboardEvent, box: HTMLElement) {
  const stops = [...box.querySelectorAll<HTMLElement>(focusable)];
  const first = stops[0];
  const last = stops.at(-1);
  if (first === undefined || last === undefined) return;
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first.focus();
  }
}

/** Parts of a dialog, separated by a line. */
export function DialogPart({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-part">{children}</div>;
}

export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-buttons">{children}</div>;
}
