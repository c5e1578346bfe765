import { lazy, Suspense, useEffect, useState } from 'react';

import { useConnectionState, useDeskMode, useHostStatus, useLease } from '#queries/connection.ts';
import { useSession } from '#queries/session.ts';
import { useFirstChain } from '#stores/first-chain.ts';

import { deriveStrip, type StripCase } from './strip-case.ts';

const loadBanner = async () => {
  const { StripBanner: banner } = await import('./strip-banner.tsx');
  return { default: banner };
};
/** The chain does not wait for words about trouble; they are fetched right after, while the host surely answers. */
const StripBanner = lazy(loadBanner);
/** A reloaded tab may find the lead still with its former self for a moment: that is no news. */
const followsAfterMs = 1500;

interface SessionBannerProps {
  /** Leads to the settings, where connections are. */
  readonly onOpenConnections: () => void;
}

/** One banner below the header while something about the session needs the trader. Said once; the lamps keep showing it. */
export function SessionBanner({ onOpenConnections }: SessionBannerProps) {
  const session = useSession();
  const connection = useConnectionState();
  const isWedged = useHostStatus()?.slots.isWedged ?? false;
  const { environment, proof } = useDeskMode();
  const follows = useFollows();
  const isChainThere = useFirstChain((first) => first.isThere);
  useEffect(() => {
    if (isChainThere) void loadBanner().catch(() => undefined);
  }, [isChainThere]);
  const [dismissed, setDismissed] = useState<string | null>(null);
  // Null until the host has told: nothing is known, so nothing is claimed.
  if (connection === null) return null;
  const strip = deriveStrip({
    session,
    hasTarget: connection.target !== null,
    isWedged,
    environment,
    proof,
    follows,
  });
  if (strip === null || dismissed === keyOf(strip)) return null;
  const parts = {
    loginUrl: connection.target?.loginUrl ?? null,
    onDismiss: () => setDismissed(keyOf(strip)),
    onOpenConnections,
  };
  return (
    <div className="strip">
      <Suspense>
        <StripBanner strip={strip} parts={parts} />
      </Suspense>
    </div>
  );
}

function useFollows() {
  const lease = useLease();
  const isFollower = lease?.isLeader === false;
  const [isSure, setSure] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSure(isFollower), isFollower ? followsAfterMs : 0);
    return () => clearTimeout(timer);
  }, [isFollower]);
  return isFollower && isSure ? { isTalking: lease.isTalking } : null;
}

/** The same trouble with other facts is another one: it is told again. */
function keyOf(strip: StripCase): string {
  return JSON.stringify(strip);
}
