import { AppearanceSection } from './appearance-section.tsx';
import { useHostedDatabase } from '#queries/connection.ts';

import { BackupsSection } from './backups-section.tsx';
import type { ConnectionDoors } from './connection-doors.ts';
import { ConnectionsSection } from './connections-section.tsx';
import { HostedSection } from './hosted-section.tsx';

/** Connections, looks, backups or the hosted project that keeps its own. */
export function SettingsPage(props: ConnectionDoors) {
  const hosted = useHostedDatabase();
  return (
    <main className="page">
      <div className="page-inner">
        <h1 className="page-title">Settings</h1>
        <ConnectionsSection {...props} />
        <AppearanceSection />
        {hosted === null ? <BackupsSection /> : <HostedSection database={hosted} />}
      </div>
    </main>
  );
}
