/**
 * In the page's build these stand for supabase-js's clients of realtime, storage and functions, and for its sign-in by
 * passkey and by crypto wallet (see vite.config.ts). auth-js's user administration is not among them: signing out is a
 * part of it.
 *
 * supabase-js takes all of them along for every connection, and the desk calls none: the real ones would add a third
 * to the code that the first option chain waits for. Calling one throws, as a method that is not there.
 */
class Unused {
  /** The one call supabase-js makes by itself, with each new token. */
  readonly setAuth = (): void => undefined;
}

class UnusedError extends Error {}

/** Stands for single functions. Throws: nothing in the desk leads to it. */
function unused(): never {
  throw new Error('This part of supabase-js is left out of the page.');
}

export {
  Unused as FunctionsClient,
  Unused as RealtimeClient,
  Unused as StorageClient,
  UnusedError as FunctionRegion,
  UnusedError as FunctionsError,
  UnusedError as FunctionsFetchError,
  UnusedError as FunctionsHttpError,
  UnusedError as FunctionsRelayError,
  UnusedError as StorageApiError,
  Unused as WebAuthnApi,
  Unused as webAuthnAbortService,
  unused as browserSupportsWebAuthn,
  unused as createCredential,
  unused as createSiweMessage,
  unused as deserializeCredentialCreationOptions,
  unused as deserializeCredentialRequestOptions,
  unused as fromHex,
  unused as getAddress,
  unused as getCredential,
  unused as serializeCredentialCreationResponse,
  unused as serializeCredentialRequestResponse,
  unused as toHex,
};
