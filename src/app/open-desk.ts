import { fetchPageConfig } from '#adapters/host/page-config.ts';

import type { Opening } from './opening.ts';

const awayWords = {
  'host-away': 'It did not answer /config.json.',
  unreadable: 'What it answered for /config.json is no configuration.',
} as const;

/** Reads what the host hands this page and builds the desk with it. The parts of the desk come as a chunk of their own. */
export async function openDesk(): Promise<Opening> {
  const building = import('./build-desk.ts');
  fetchEarly();
  const config = await fetchPageConfig();
  if (!config.ok) {
    // The parts may still be on their way; without a host nobody needs them.
    building.catch(() => undefined);
    return config.error === 'not-paired'
      ? { kind: 'not-paired' }
      : { kind: 'host-away', detail: awayWords[config.error] };
  }
  const { buildDesk } = await building;
  return buildDesk(config.value);
}

/** The screens most likely next come while the host is asked. A chunk that does not come is asked for again by its route. */
function fetchEarly(): void {
  for (const chunk of [import('./desk-frame.tsx'), import('./desk-screen.tsx')]) {
    chunk.catch(() => undefined);
  }
}
