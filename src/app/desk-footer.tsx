import { lazy, Suspense, useState } from 'react';

import { useAuditWaiting } from '#queries/audit.ts';
import { useLease } from '#queries/connection.ts';
import { useAppearance } from '#stores/appearance.ts';
import { Key } from '#ui/button.tsx';
import { Icon } from '#ui/icon.tsx';
import { useKeys } from '#ui/use-keys.ts';

const KeysDialog = lazy(async () => {
  const { KeysDialog: dialog } = await import('./keys-dialog.tsx');
  return { default: dialog };
});

/** The keys of the desk, and whether everything that happened is stored. */
export function DeskFooter() {
  const waiting = useAuditWaiting();
  const lease = useLease();
  return (
    <footer className="foot">
      <span className="foot-keys">
        <Key>/</Key> symbol
      </span>
      <span className="foot-keys">
        <Key>↑↓</Key> strike
      </span>
      <span className="foot-keys">
        <Key>B</Key> <Key>S</Key> buy, sell
      </span>
      <span className="foot-keys">
        <Key>+</Key> <Key>−</Key> price
      </span>
      <span className="foot-keys">
        <Key>Q</Key> quantity
      </span>
      <span className="foot-keys">
        <Key>Ctrl ↵</Key> review
      </span>
      <span className="foot-keys">
        <Key>G</Key> <Key>D</Key> desk
      </span>
      <span className="foot-keys">
        <Key>G</Key> <Key>A</Key> audit log
      </span>
      <KeysHelp />
      <span className="grow" />
      {lease !== null && !lease.isLeader ? (
        <span>
          <Icon name="desk" isSmall /> another tab leads
        </span>
      ) : null}
      <span>
        <Icon name="shield" isSmall /> {auditWords(waiting.data)}
      </span>
    </footer>
  );
}

function KeysHelp() {
  const [isOpen, setOpen] = useState(false);
  const hasLetterKeys = useAppearance((state) => state.hasLetterKeys);
  useKeys({ '?': () => setOpen(true) }, hasLetterKeys);
  return (
    <>
      <button type="button" className="foot-keys" onClick={() => setOpen(true)}>
        <Key>?</Key> all keys
      </button>
      {isOpen ? (
        <Suspense>
          <KeysDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function auditWords(waiting: number | undefined): string {
  if (waiting === undefined) return 'Audit log';
  if (waiting === 0) return 'Audit log stored';
  return `${waiting} audit ${waiting === 1 ? 'row waits' : 'rows wait'} for the database`;
}
