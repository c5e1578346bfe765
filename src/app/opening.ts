import type { Result } from '#lib/result.ts';
import type { Readable } from '#lib/readable.ts';
import type { DeskServices } from '#services/desk-services.ts';

import type { HostState } from '#queries/host-state.ts';

/** What came of opening the desk. */
export type Opening =
  | {
      readonly kind: 'ready';
      readonly desk: DeskServices;
      readonly hostState: Readable<HostState>;
    }
  /** A hosted database wants its own sign-in first. */
  | { readonly kind: 'sign-in'; readonly signIn: SignIn }
  | { readonly kind: 'not-paired' }
  | { readonly kind: 'host-away'; readonly detail: string };

/** Answers the opened desk, or why the database refused, in its words. */
export type SignIn = (email: string, password: string) => Promise<Result<Opening, string>>;
