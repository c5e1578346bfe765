import type { HostStatus } from '#domain/host-facts.ts';

import type { Household } from './household.ts';

/** What the desk shows before it points at a gateway: nothing used, nothing held. */
const atRest: Pick<HostStatus, 'budget' | 'slots'> = {
  budget: { used: 0, limit: 10, waiting: 0, pausedMs: 0 },
  slots: { busy: 0, hung: 0, limit: 4, isWedged: false },
};

export function statusOf({ gateway }: Pick<Household, 'gateway'>): HostStatus {
  return {
    ...(gateway.target?.line.facts() ?? atRest),
    socket: { state: 'closed', ageMs: null },
    tabs: 0,
  };
}
