/**
 * In the page's build these stand for supabase-js's clients of realtime, storage and functions (see vite.config.ts).
 *
 * supabase-js makes all of them for every connection, and the desk calls none: the real ones would add a third to the
 * code that the first option chain waits for. Calling one throws, as a method that is not there.
 */
class Unused {
  /** The one call supabase-js makes by itself, with each new token. */
  readonly setAuth = (): void => undefined;
}

class UnusedError extends Error {}

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
};
