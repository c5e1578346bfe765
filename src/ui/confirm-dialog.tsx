import type { ReactNode } from 'react';

import { Button, Key } from './button.tsx';
import { Dialog, DialogButtons, DialogPart } from './dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** What happens, what it means, what survives. */
  readonly children: ReactNode;
  /** Says what it does, e.g. "Forget this connection". */
  readonly confirm: string;
  /** The safe answer, e.g. "Keep it". It has the focus. */
  readonly keep: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, keep, isDangerous = true, isBusy = false } = props;
  return (
    <Dialog title={title} role="alertdialog" onClose={props.onClose}>
      <DialogPart>{children}</DialogPart>
      <DialogButtons>
        <Button data-autofocus onClick={props.onClose}>
          {keep} <Key>Esc</Key>
        </Button>
        <Button kind={isDangerous ? 'danger' : 'light'} disabled={isBusy} onClick={props.onConfirm}>
          {confirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
