import { create } from 'zustand';

interface FirstChain {
  /** Whether the chain stands there, or is not waited for: nothing to draw, not on this screen, or too slow. */
  readonly isThere: boolean;
  readonly tell: () => void;
}

/** The chain is what a trader opens the desk for: what is not needed for it comes after it. */
export const useFirstChain = create<FirstChain>()((set) => ({
  isThere: false,
  tell: () => set({ isThere: true }),
}));
