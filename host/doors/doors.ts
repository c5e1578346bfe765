import { pairingHeader, tokenHeader } from '#config/host-api.ts';
import { err, ok, type Result } from '#lib/result.ts';

import { refusal, type Refusal } from '../http/refusal.ts';

import { parseRequestPath, placeOf, type Place, type RequestPath } from './request-path.ts';

/** All that the doors look at. Header values come as lists, so that a doubled header is seen. */
export interface Knock {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  /** Null for plain requests; the offered subprotocols of a WebSocket. */
  readonly protocols: readonly string[] | null;
}

export interface DoorPolicy {
  /** Host header values under which the desk is known, e.g. "localhost:5273". */
  readonly hosts: ReadonlySet<string>;
  readonly isPaired: (cookieHeader: string) => boolean;
  /** Whether the page has its half of the pairing, too. */
  readonly isPagePaired: (cookieHeader: string, pageSecret: string) => boolean;
  readonly isToken: (token: string) => boolean;
}

export interface Visit extends RequestPath {
  readonly place: Place;
  /** False only for pages and for pairing: every other door is shut for strangers. */
  readonly isPaired: boolean;
  readonly host: string;
}

const readingMethods = new Set(['GET', 'HEAD']);
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Decides who may come in. Every request of the host passes here first.
 *
 * Host keeps out rebound DNS names; Sec-Fetch-Site and Origin keep out foreign pages, also those on another port of
 * this machine; the cookie keeps out other users of the machine; the token, which
 * `/config.json` gives only for the page's half of the pairing, keeps out whoever has only the cookie.
 */
export function answerTheDoor(knock: Knock, policy: DoorPolicy): Result<Visit, Refusal> {
  const target = parseRequestPath(knock.target);
  if (target === null) return err(refusal('BAD_REQUEST', 'The path is not in its plain spelling.'));
  if (!methods.has(knock.method))
    return err(refusal('BAD_REQUEST', 'This method is not known here.', { status: 405 }));
  const host = only(knock, 'host');
  if (host === null || !policy.hosts.has(host))
    return err(refusal('BAD_HOST', 'The desk does not answer under this name.'));
  const place = placeOf(target.path);
  const visit = { ...target, place, host, isPaired: policy.isPaired(cookiesOf(knock)) };
  const isOpenToAll = knock.protocols === null && (place === 'page' || place === 'pairing');
  const refused = isOpenToAll ? pageRefusal(knock) : guardedRefusal(knock, policy, visit);
  return refused === null ? ok(visit) : err(refused);
}

function pageRefusal(knock: Knock): Refusal | null {
  if (readingMethods.has(knock.method)) return null;
  return refusal('BAD_REQUEST', 'Pages are only read.', { status: 405 });
}

function guardedRefusal(knock: Knock, policy: DoorPolicy, visit: Visit): Refusal | null {
  if (!isFromOwnPage(knock, visit.host))
    return refusal('FOREIGN_ORIGIN', 'Only the pages of this desk may ask for this.');
  if (!visit.isPaired) return stranger;
  if (visit.place === 'config') {
    const pageSecret = only(knock, pairingHeader) ?? '';
    return policy.isPagePaired(cookiesOf(knock), pageSecret) ? null : stranger;
  }
  if (visit.place !== 'data') return null;
  const token = knock.protocols === null ? only(knock, tokenHeader) : tokenIn(knock.protocols);
  if (token !== null && policy.isToken(token)) return null;
  return refusal('BAD_TOKEN', 'The token is not the one of this start. Reload the page.');
}

const stranger = refusal(
  'NOT_PAIRED',
  'This browser does not belong to the desk. Open its one-time link.',
);

const cookiesOf = (knock: Knock): string => (knock.headers['cookie'] ?? []).join('; ');

/**
 * Browsers send Sec-Fetch-Site with every request to a loopback address, and no page can forge it. Sockets are the
 * exception (some browsers leave it out), so there the Origin decides.
 */
function isFromOwnPage(knock: Knock, host: string): boolean {
  const isUpgrade = knock.protocols !== null;
  const site = knock.headers['sec-fetch-site'];
  const isSameOrigin = site?.length === 1 && site[0] === 'same-origin';
  if (!isSameOrigin && !(isUpgrade && site === undefined)) return false;
  if (knock.headers['origin'] === undefined) return !isUpgrade && readingMethods.has(knock.method);
  return only(knock, 'origin') === `http://${host}`;
}

const tokenIn = (protocols: readonly string[]): string | null =>
  protocols.find((protocol) => protocol.startsWith('token.'))?.slice('token.'.length) ?? null;

/** The value of a header that is there exactly once. */
function only(knock: Knock, name: string): string | null {
  const values = knock.headers[name];
  return values?.length === 1 ? (values[0] ?? null) : null;
}
