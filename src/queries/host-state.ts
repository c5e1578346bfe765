import { createContext, useContext } from 'react';

import { writable, type Readable } from '#lib/readable.ts';

import { useReadable } from './desk-context.ts';

/**
 * How the page and its host stand. `away`: two calls in a row found nobody, or one that is answered at once got no answer.
 * `restarted`: it answers, but hands out another token by now; only a reload brings the new one. `unpaired`: this browser is
 * no longer the owner's.
 */
export type HostState = 'here' | 'away' | 'restarted' | 'unpaired';

/** What is wrong with the host, as the beginning of a sentence. */
export const hostTrouble: Readonly<Record<Exclude<HostState, 'here'>, string>> = {
  away: 'The desk’s own host does not answer',
  restarted: 'The desk’s host was restarted',
  unpaired: 'This browser does not own the desk any more',
};

/** Filled with the line to the host once the desk is built. */
export const HostStateContext = createContext<Readable<HostState>>(writable<HostState>('here'));

export const useHostState = (): HostState => useReadable(useContext(HostStateContext));
