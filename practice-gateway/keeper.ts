import { loginToKeep } from './kept-login.ts';
import { saveState } from './state-file.ts';
import type { World } from './world.ts';

const EVERY_MS = 3000;

export interface Keeper {
  /** Starts saving. Not before the port is ours: another gateway may own the folder. */
  readonly begin: () => void;
  /** Something happened that should survive a restart. */
  readonly mark: () => void;
  /** Saves now: what the broker has said yes to outlives even a power cut. */
  readonly keep: () => Promise<void>;
  /** Saves for the last time. */
  readonly stop: () => Promise<void>;
}

const keepsNothing: Keeper = {
  begin: () => {},
  mark: () => {},
  keep: async () => {},
  stop: async () => {},
};

/** Saves account, watch lists and login every few seconds when something happened, and at the end. */
export function makeKeeper(world: World): Keeper {
  const { dataDir } = world.settings;
  if (dataDir === null) return keepsNothing;
  let isMarked = true;
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    const state = {
      exchange: world.exchange.save(),
      keepsakes: world.keepsakes,
      login: loginToKeep(world),
    };
    isMarked = false;
    // One after the other; a write that fails is tried again with the next save.
    writing = writing
      .then(async () => saveState(dataDir, state))
      .catch(() => {
        isMarked = true;
      });
    return writing;
  };
  world.session.subscribe(() => {
    isMarked = true;
  });
  let timer: NodeJS.Timeout | null = null;
  return {
    begin: () => {
      timer = setInterval(() => {
        if (isMarked) void save();
      }, EVERY_MS);
    },
    mark: () => {
      isMarked = true;
    },
    keep: save,
    stop: async () => {
      if (timer === null) return;
      clearInterval(timer);
      await save();
    },
  };
}
