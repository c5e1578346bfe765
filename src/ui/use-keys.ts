import { useEffect, useEffectEvent } from 'react';

/** What to do for a key as `KeyboardEvent.key` names it; with Ctrl or Cmd held it is named "Ctrl+Enter". */
type KeyMap = Readonly<Record<string, () => unknown>>;

/**
 * Keys for the whole screen. They rest while the focus is in a field, a dialog is open, or Alt is held; only keys with Ctrl
 * also work inside fields. `areLettersOn` false leaves only those with Ctrl.
 */
export function useKeys(keys: KeyMap, areLettersOn = true): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || document.querySelector('[aria-modal]') !== null) {
      return;
    }
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && (!areLettersOn || isField(event.target))) return;
    const act = keys[isCommand ? `Ctrl+${event.key}` : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    globalThis.addEventListener('keydown', listener);
    return () => globalThis.removeEventListener('keydown', listener);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea') !== null;
}
