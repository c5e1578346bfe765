/** A request target cut in two, both in the spelling of the sender. */
export interface RequestPath {
  /** Begins with a single slash. */
  readonly path: string;
  /** Without the question mark; may be empty. */
  readonly query: string;
}

/**
 * Takes a request target apart, or gives null for every spelling that two programs could read differently:
 * absolute forms, backslashes, double slashes, dot segments, and percent codes of ASCII characters (a space excepted).
 */
export function parseRequestPath(target: string): RequestPath | null {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const isPlain = /^\/(?:[\w\-.~!$&'()*+,;=:@/]|%20|%[89a-f][\da-f])*$/i.test(path);
  const hasTrick = path.includes('//') || /\/\.{1,2}(\/|$)/.test(path);
  const isPrintable = /^[\x21-\x7e]*$/.test(query) && !/[\\#]/.test(query);
  return isPlain && !hasTrick && isPrintable ? { path, query } : null;
}

/** What stands behind a path. */
export type Place = 'pairing' | 'config' | 'data' | 'page';

/** `config` hands out the token, so it cannot ask for it; everything under the other prefixes does. */
export function placeOf(path: string): Place {
  if (/^\/open(\/|$)/.test(path)) return 'pairing';
  if (path === '/config.json') return 'config';
  return /^\/(gateway|rest|auth|host)(\/|$)/.test(path) ? 'data' : 'page';
}
