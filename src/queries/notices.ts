import { useDesk, useReadable } from './desk-context.ts';

export type { Notice } from '#services/desk-services.ts';

/** Short messages for the trader, oldest first, and the way to put one away. */
export function useNotices() {
  const desk = useDesk();
  return { notices: useReadable(desk.notices), dismiss: desk.dismissNotice };
}
