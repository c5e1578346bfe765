import { create } from 'zustand';

export type Theme = 'dark' | 'light';
export type PnlHues = 'green-red' | 'blue-orange';

interface Looks {
  readonly theme: Theme;
  readonly pnlHues: PnlHues;
  /** Single letters act outside fields, e.g. B buys. Off for those whom they surprise. */
  readonly hasLetterKeys: boolean;
}

interface AppearanceStore extends Looks {
  readonly chooseTheme: (theme: Theme) => void;
  readonly chooseHues: (hues: PnlHues) => void;
  readonly switchLetterKeys: (isOn: boolean) => void;
}

/** Where a browser keeps the looks; the version is part of the name. */
const storageKey = 'strikedesk.appearance.1';
const plain: Looks = { theme: 'dark', pnlHues: 'green-red', hasLetterKeys: true };

/** How the desk looks and listens on this browser. Kept in the browser, not in the database: it is no one else's. */
export const useAppearance = create<AppearanceStore>()((set, get) => {
  const change = (over: Partial<Looks>) => {
    set(over);
    const { theme, pnlHues, hasLetterKeys } = get();
    saveLooks({ theme, pnlHues, hasLetterKeys });
  };
  return {
    ...loadLooks(),
    chooseTheme: (theme) => change({ theme }),
    chooseHues: (pnlHues) => change({ pnlHues }),
    switchLetterKeys: (hasLetterKeys) => change({ hasLetterKeys }),
  };
});

/** What was kept, or the plain looks when there is nothing or nonsense. */
export function parseLooks(text: string | null): Looks {
  if (text === null) return plain;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return plain;
    return {
      theme: 'theme' in kept && kept.theme === 'light' ? 'light' : 'dark',
      pnlHues: 'pnlHues' in kept && kept.pnlHues === 'blue-orange' ? 'blue-orange' : 'green-red',
      hasLetterKeys: !('hasLetterKeys' in kept && kept.hasLetterKeys === false),
    };
  } catch {
    return plain;
  }
}

function loadLooks(): Looks {
  return parseLooks(globalThis.localStorage?.getItem(storageKey) ?? null);
}

function saveLooks(looks: Looks): void {
  try {
    globalThis.localStorage?.setItem(storageKey, JSON.stringify(looks));
  } catch {
    // A browser that keeps nothing still shows what was chosen, until it is closed.
  }
}
