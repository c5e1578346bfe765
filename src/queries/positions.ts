import { useDesk, useReadable } from './desk-context.ts';

/** Holdings as last read: null rows were never read, an empty list was confirmed by the broker. */
export const usePositions = () => useReadable(useDesk().positions.positions);
