import { useEffect, useRef } from 'react';

import { useAppearance } from '#stores/appearance.ts';

const places = { d: '/', a: '/audit', c: '/settings', m: '/account' } as const;
type Place = (typeof places)[keyof typeof places];

/** The second letter must follow soon, or it is a letter of its own. */
const patienceMs = 1500;

/** G then D, A, C, M goes to the desk, the audit log, the connections, the account. Never inside a field. */
export function useGoKeys(onGo: (place: Place) => void): void {
  const isOn = useAppearance((state) => state.hasLetterKeys);
  const startedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isOn) return undefined;
    const handleKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (event.timeStamp - startedAt.current < patienceMs && isPlaceKey(key)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        onGo(places[key]);
      }
      startedAt.current = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    };
    globalThis.addEventListener('keydown', handleKey, { capture: true });
    return () => globalThis.removeEventListener('keydown', handleKey, { capture: true });
  }, [isOn, onGo]);
}

const isPlaceKey = (key: string): key is keyof typeof places => key in places;

/** Whether letters belong to a field or a dialog right now. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]',
    ) !== null
  );
}
