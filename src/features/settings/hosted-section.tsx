import { useState } from 'react';

import { useAuditWaiting } from '#queries/audit.ts';
import type { HostedDatabase } from '#queries/connection.ts';
import { Button } from '#ui/button.tsx';

/** The project that keeps the records, and the way out of it. */
export function HostedSection({ database }: { readonly database: HostedDatabase }) {
  const waiting = useAuditWaiting();
  const [isLeaving, setLeaving] = useState(false);
  // Rows on their way belong to this user; after a sign-out the next one would deliver them.
  const isAllStored = waiting.data === 0;
  return (
    <section className="section" aria-labelledby="hosted-database">
      <div className="row">
        <h2 id="hosted-database">Database</h2>
        <span className="grow" />
        <span className="label" role="status">
          {isAllStored ? '' : 'rows of the audit log are still on their way'}
        </span>
        <Button
          isSmall
          disabled={!isAllStored || isLeaving}
          onClick={() => {
            setLeaving(true);
            void database.signOut();
          }}
        >
          Sign out
        </Button>
      </div>
      <p className="muted">
        Connections, orders, fills and the audit log are in the hosted project at{' '}
        <span className="code">{database.url}</span>. It makes its own backups; its dashboard shows
        them. Signing out ends nothing at the broker.
      </p>
    </section>
  );
}
