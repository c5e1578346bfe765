import type { Environment } from '#domain/trading-mode.ts';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';

import { environmentNames } from './frame-mode.ts';

interface SwitchDialogProps {
  readonly from: Environment | null;
  readonly to: Environment;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

const meanings: Record<Environment, string> = {
  practice:
    'Practice trades at an exchange inside this computer, with invented money and invented prices.',
  paper: 'Paper is decided by the login: sign in at your gateway with your paper username.',
  live: 'Live is decided by the login: sign in at your gateway with your live username. For now the desk only reads a live account; it refuses every order to it.',
};

/** What changing the money takes, before anything changes. */
export function SwitchDialog({ from, to, onClose, onConfirm }: SwitchDialogProps) {
  const here = from === null ? 'this mode' : environmentNames[from];
  return (
    <ConfirmDialog
      title={`${environmentNames[to]} needs a new login`}
      keep={`Stay in ${here}`}
      confirm={`Go to the ${environmentNames[to]} login`}
      isDangerous={false}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <p>{meanings[to]}</p>
      <p>
        The ticket is closed and what is written in it is dropped. Orders already at the broker keep
        working.
      </p>
      <p className="muted">
        The window shows {environmentNames[to]} only after the broker has proved it.
      </p>
    </ConfirmDialog>
  );
}
