import { useState } from 'react';

import type { BackupInfo } from '#domain/host-facts.ts';
import { useBackups, useMakeBackup, useRestoreBackup } from '#queries/backups.ts';
import { describeFailure } from '#queries/failure-words.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { formatLocalClock, formatLocalDate } from '#ui/format-time.ts';
import { EmptyPanel, FailedPanel, LoadingPanel } from '#ui/panel.tsx';

const reasons: Record<BackupInfo['reason'], string> = {
  start: 'at the start of the desk',
  migration: 'before the tables changed',
  manual: 'made by you',
  'before-restore': 'before a restore',
};

/** Backups of the database on this computer: made by themselves, made now, brought back. */
export function BackupsSection() {
  const make = useMakeBackup();
  const restore = useRestoreBackup();
  const [wish, setWish] = useState<BackupInfo | null>(null);
  const error = make.error ?? restore.error;
  return (
    <section className="section" aria-labelledby="backups">
      <div className="row">
        <h2 id="backups">Backups</h2>
        <span className="grow" />
        <span className="label" role="status">
          {stateWords(make.isSuccess, restore.isSuccess)}
        </span>
        <Button isSmall disabled={make.isPending} onClick={() => make.mutate()}>
          Make a backup now
        </Button>
      </div>
      <p className="muted">
        The database keeps connections, orders, fills and the audit log. It is saved at each start
        and before each change of its tables; the last seven stay.
      </p>
      {error === null ? null : (
        <div className="help-box" role="alert">
          <ThreeParts text={describeFailure(error)} />
        </div>
      )}
      <BackupList onRestore={setWish} />
      {wish === null ? null : (
        <RestoreDialog
          backup={wish}
          isBusy={restore.isPending}
          onClose={() => setWish(null)}
          onConfirm={() => restore.mutate(wish.id, { onSettled: () => setWish(null) })}
        />
      )}
    </section>
  );
}

function stateWords(isMade: boolean, isRestored: boolean): string {
  if (isRestored) return 'restored';
  return isMade ? 'made' : '';
}

function BackupList({ onRestore }: { readonly onRestore: (backup: BackupInfo) => void }) {
  const backups = useBackups();
  if (backups.isPending) return <LoadingPanel>Asking the host for its backups.</LoadingPanel>;
  if (backups.isError) {
    const words = describeFailure(backups.error);
    return (
      <FailedPanel title={words.happened} onRetry={() => void backups.refetch()}>
        {words.money} {words.todo}
      </FailedPanel>
    );
  }
  if (backups.data.length === 0)
    return (
      <div className="box">
        <EmptyPanel title="No backup yet.">
          <span className="muted">The host makes one at its next start.</span>
        </EmptyPanel>
      </div>
    );
  return (
    <div className="box box-scroll">
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col" className="left">
              Why
            </th>
            <th scope="col">Size</th>
            <th scope="col">
              <span className="vh">Restore</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {backups.data.map((backup) => (
            <tr key={backup.id} className="grid-touch">
              <th scope="row">{whenOf(backup)}</th>
              <td className="left">{reasons[backup.reason]}</td>
              <td>{sizeOf(backup.bytes)}</td>
              <td>
                <Button isSmall onClick={() => onRestore(backup)}>
                  Restore
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function whenOf({ madeAt }: BackupInfo): string {
  const at = Date.parse(madeAt);
  return Number.isNaN(at) ? madeAt : `${formatLocalDate(at)}, ${formatLocalClock(at)}`;
}

const sizeOf = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

interface RestoreDialogProps {
  readonly backup: BackupInfo;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

function RestoreDialog({ backup, ...rest }: RestoreDialogProps) {
  return (
    <ConfirmDialog
      {...rest}
      title="Replace the database by this backup?"
      keep="Keep today’s"
      confirm="Restore this backup"
    >
      <p>
        Everything goes back to {whenOf(backup)}. What was stored after that is set aside: a backup
        of today’s state is made first.
      </p>
      <p>
        Nothing changes at the broker: orders keep working and positions stay. The next sync reads
        them again.
      </p>
    </ConfirmDialog>
  );
}
