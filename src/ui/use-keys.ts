import { useEffect, useEffectEvent } from 'react';

/** What to do for a key as `KeyboardEvent.key` names it; with Ctrl or Cmd held it is named "Ctrl+Enter". */
export type KeyMap = Readonly<Record<string, () => void>>;

/**
 * Single keys for the whole screen. They rest while the focus is in a field, a dialog is open, or Alt is held; only keys
 * with Ctrl also work inside fields.
 */
export function useKeys(keys: KeyMap): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || document.querySelector('[aria-modal]') !== null) {
      return;
    }
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && isField(event.target)) return;
    const act = keys[isCommand ? `Ctrl+${event.key}` : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea') !== null;
}
