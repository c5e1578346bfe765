import { createContext, useContext } from 'react';

import { writable, type Readable } from '#lib/readable.ts';
import { useReadable } from '#queries/desk-context.ts';

import type { HostState } from './host-line.ts';

/** Filled with the line to the host once the desk is built. */
export const HostStateContext = createContext<Readable<HostState>>(writable<HostState>('here'));

export const useHostState = (): HostState => useReadable(useContext(HostStateContext));
