import { saveState } from './state-file.ts';
import type { World } from './world.ts';

const EVERY_MS = 3000;

export interface Keeper {
  /** Something happened that should survive a restart. */
  readonly mark: () => void;
  /** Saves for the last time. */
  readonly stop: () => Promise<void>;
}

/** Saves account and watch lists every few seconds when something happened, and at the end. */
export function startKeeper(world: World): Keeper {
  const { dataDir } = world.settings;
  if (dataDir === null) return { mark: () => {}, stop: async () => {} };
  let isMarked = true;
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    const state = { exchange: world.exchange.save(), keepsakes: world.keepsakes };
    isMarked = false;
    // One after the other; a write that fails is tried again with the next save.
    writing = writing
      .then(async () => saveState(dataDir, state))
      .catch(() => {
        isMarked = true;
      });
    return writing;
  };
  const timer = setInterval(() => {
    if (isMarked) void save();
  }, EVERY_MS);
  return {
    mark: () => {
      isMarked = true;
    },
    stop: async () => {
      clearInterval(timer);
      await save();
    },
  };
}
