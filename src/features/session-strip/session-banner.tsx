import { useState } from 'react';

import { useConnectionState, useDeskMode, useHostStatus } from '#queries/connection.ts';
import { useSession } from '#queries/session.ts';

import {
  CompetingBanner,
  DownBanner,
  ExpiryBanner,
  LoggedOutBanner,
  NoGatewayBanner,
  NoSessionBanner,
  WedgedBanner,
} from './banners.tsx';
import type { BannerParts } from './banner-parts.tsx';
import { ContradictionBanner, OtherMoneyBanner } from './money-banners.tsx';
import { deriveStrip, type StripCase } from './strip-case.ts';

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
  const [dismissed, setDismissed] = useState<string | null>(null);
  // Null until the host has told: nothing is known, so nothing is claimed.
  if (connection === null) return null;
  const strip = deriveStrip({
    session,
    hasTarget: connection.target !== null,
    isWedged,
    environment,
    proof,
  });
  if (strip === null || dismissed === keyOf(strip)) return null;
  const parts = {
    loginUrl: connection.target?.loginUrl ?? null,
    onDismiss: () => setDismissed(keyOf(strip)),
    onOpenConnections,
  };
  return <div className="strip">{draw(strip, parts)}</div>;
}

function draw(strip: StripCase, parts: BannerParts) {
  switch (strip.kind) {
    case 'no-gateway':
      return <NoGatewayBanner {...parts} />;
    case 'wedged':
      return <WedgedBanner />;
    case 'down':
      return <DownBanner {...parts} cause={strip.cause} />;
    case 'logged-out':
      return <LoggedOutBanner {...parts} />;
    case 'competing':
      return <CompetingBanner {...parts} />;
    case 'contradiction':
      return <ContradictionBanner {...parts} />;
    case 'other-money':
      return <OtherMoneyBanner {...parts} chosen={strip.chosen} proven={strip.proven} />;
    case 'no-session':
      return <NoSessionBanner />;
    case 'expires':
      return <ExpiryBanner {...parts} expiresAt={strip.expiresAt} />;
  }
}

/** The same trouble with other facts is another one: it is told again. */
function keyOf(strip: StripCase): string {
  return JSON.stringify(strip);
}
