import type { Handler, UpgradeHandler } from '../errand.ts';

/** Where the page comes from: the build, or the dev server. */
export interface PageRoom {
  readonly handler: Handler;
  /** The dev server's own socket; null where there is none. */
  readonly upgrade: UpgradeHandler | null;
  close(): Promise<void>;
}

export type OpenPage = (facts: { readonly supabaseUrl: string | null }) => Promise<PageRoom>;
