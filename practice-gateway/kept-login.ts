import { z } from 'zod';

import type { World } from './world.ts';

/** A login as the state file keeps it. Both moments are epoch milliseconds of the real clock. */
export const keptLoginShape = z.object({
  username: z.string(),
  startedAt: z.number(),
  endsAt: z.number(),
});

export type KeptLogin = z.infer<typeof keptLoginShape>;

/** Real milliseconds at the zero of the session's clock. */
const epochOf = ({ clock }: World) => Date.now() - clock.elapsed();

/**
 * The login to go on with after a restart; null when there is none, or none that should be kept. The real gateway forgets
 * its login when it stops; a practice account that asks for one at every start would only teach to click it away.
 */
export function loginToKeep(world: World): KeptLogin | null {
  const { session, settings } = world;
  if (session.sso === null || !settings.keepsLogin || settings.loggedIn) return null;
  const { username, startedAt, endsAt } = session.sso;
  const epoch = epochOf(world);
  return { username, startedAt: startedAt + epoch, endsAt: endsAt + epoch };
}

/** Goes on with a kept login until the moment it would have ended without the restart. */
export function resumeLogin(world: World, kept: KeptLogin): void {
  const { settings, session } = world;
  if (!settings.keepsLogin || settings.loggedIn || kept.endsAt <= Date.now()) return;
  const epoch = epochOf(world);
  session.login(kept.username, {
    startedAt: Math.min(kept.startedAt, Date.now()) - epoch,
    endsAt: kept.endsAt - epoch,
  });
}
