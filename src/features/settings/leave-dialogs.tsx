import { useUnknownOrders } from '#queries/orders.ts';
import { useSession, useWorkingOrderCount } from '#queries/session.ts';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';

/** What goes on at the broker when the desk leaves, or may: a list that was not read is not empty. Null for nothing. */
export function useAtWork(): string | null {
  const listed = useWorkingOrderCount();
  const { isReady } = useSession();
  const working = listed ?? 0;
  const unknown = useUnknownOrders().length;
  if (working + unknown === 0) return listed === null && isReady ? notListed : null;
  const works = working === 1 ? '1 order keeps' : `${working} orders keep`;
  const doubt = unknown === 0 ? '' : `; of ${unknown} more nobody knows yet what became of them`;
  return working === 0
    ? `${unknown === 1 ? '1 order is' : `${unknown} orders are`} being looked for, and nobody knows yet what became of ${unknown === 1 ? 'it' : 'them'}.`
    : `${works} working at the broker${doubt}.`;
}

const notListed = 'The broker has not listed its orders yet; some may be working there.';

export type Leaving = 'disconnect' | 'logout' | 'forget';

interface LeaveDialogsProps {
  readonly asking: Leaving | null;
  /** Of the environment. */
  readonly name: string;
  readonly isConnected: boolean;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: Readonly<Record<Leaving, () => void>>;
}

/** The question before the desk leaves a gateway, or forgets it. */
export function LeaveDialogs(props: LeaveDialogsProps) {
  const { asking, name, isConnected, isBusy, onClose } = props;
  const atWork = useAtWork();
  if (asking === null) return null;
  const onConfirm = () => {
    onClose();
    props.onConfirm[asking]();
  };
  const doors = { isBusy, onClose, onConfirm };
  return asking === 'forget' ? (
    <ForgetDialog {...doors} name={name} atWork={isConnected ? atWork : null} />
  ) : (
    <LeaveDialog {...doors} isLogout={asking === 'logout'} atWork={atWork} />
  );
}

interface LeaveDialogProps {
  readonly isLogout: boolean;
  readonly isBusy: boolean;
  readonly atWork: string | null;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Leaving while orders work is allowed, but never by a slip. */
function LeaveDialog({ isLogout, atWork, ...rest }: LeaveDialogProps) {
  return (
    <ConfirmDialog
      {...rest}
      title={isLogout ? 'Log out while orders work?' : 'Disconnect while orders work?'}
      keep="Stay connected"
      confirm={isLogout ? 'Log out at the broker' : 'Disconnect'}
    >
      <p>
        <b>{atWork}</b> They may fill meanwhile, and this desk can neither show nor cancel them
        until it is connected{isLogout ? ' and logged in' : ''} again.
      </p>
      <p>To end them, cancel them on the desk first, or on the broker’s own page.</p>
    </ConfirmDialog>
  );
}

interface ForgetDialogProps {
  readonly name: string;
  readonly atWork: string | null;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

function ForgetDialog({ name, atWork, ...rest }: ForgetDialogProps) {
  return (
    <ConfirmDialog {...rest} title={`Forget ${name}?`} keep="Keep it" confirm={`Forget ${name}`}>
      <p>
        The stored address, the encrypted username label, the picked account and the options level
        are deleted, and the desk disconnects from its gateway. To use it again, the four steps are
        asked again.
      </p>
      <p>
        {atWork ?? 'Orders at the broker keep working.'} Orders, fills and the audit log stay in the
        database.
      </p>
    </ConfirmDialog>
  );
}
