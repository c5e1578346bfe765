import type { DeskMemory } from '#services/ports/desk-memory.ts';

const prefix = 'strikedesk.';

/** Small things in localStorage. A full or forbidden store loses them, which costs a click. */
export function createDeskMemory(storage: Storage): DeskMemory {
  return {
    load: (key) => {
      try {
        return storage.getItem(prefix + key);
      } catch {
        return null;
      }
    },
    save: (key, value) => {
      try {
        storage.setItem(prefix + key, value);
      } catch {
        // Forbidden by the browser's settings: then it is forgotten.
      }
    },
  };
}
