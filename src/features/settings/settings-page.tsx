import { AppearanceSection } from './appearance-section.tsx';
import { BackupsSection } from './backups-section.tsx';
import type { ConnectionDoors } from './connection-doors.ts';
import { ConnectionsSection } from './connections-section.tsx';

/** Connections, looks, backups. */
export function SettingsPage(props: ConnectionDoors) {
  return (
    <main className="page">
      <div className="page-inner">
        <h1 className="page-title">Settings</h1>
        <ConnectionsSection {...props} />
        <AppearanceSection />
        <BackupsSection />
      </div>
    </main>
  );
}
