import { jsonOf } from '../http/body.ts';
import { refusal, type Refusal } from '../http/refusal.ts';

import type { GatewayCall, GatewayLine } from './gateway-line.ts';
import { matchRoute } from './routes.ts';

/** Time for reading a missing witness: part of the time the page gives an order anyway. */
const proofWaitMs = 4_000;
const proofTimeoutMs = 5_000;

/** What must hold for an order write, at its arrival and again at its sending. */
export interface OrderGuard {
  /** The refusal now, after reading what was missing. */
  check(): Promise<Refusal | null>;
  /** The refusal at the last moment; reads nothing. */
  checkAgain(): Refusal | null;
}

interface Guarded {
  readonly line: GatewayLine;
  readonly call: Pick<GatewayCall, 'route' | 'body'>;
  readonly now: () => number;
  /** The fencing number sent with the write; null when there is none. */
  readonly fence: number | null;
  readonly currentFence: () => number;
}

/**
 * Guards one order write: the fence is the leader's, the login is proved paper, the account is the selected one. Inside
 * an order conversation nothing is read, because reading would kill the question; there the proof of its first write
 * must still stand.
 */
export function orderGuard({ line, call, now, fence, currentFence }: Guarded): OrderGuard {
  const account = call.route.params['account'] ?? null;
  const isReply = account === null;
  let provenVersion: number | null = null;
  const stale = () =>
    fence === currentFence()
      ? null
      : refusal('STALE_LEASE', 'Another tab leads the desk now; this one may not send orders.');
  return {
    check: async () => {
      const early =
        stale() ?? line.conversationRefusal(call.route) ?? foreignAccount(call.body, account);
      if (early !== null) return early;
      const unread = isReply ? null : await readMissing(line, now);
      const refused = unread ?? line.proof.refusalFor(account);
      provenVersion = line.proof.version;
      return refused;
    },
    checkAgain: () => {
      if (line.proof.version !== provenVersion)
        return refusal('ENVIRONMENT_UNPROVEN', 'The login changed before the order was sent.');
      return stale() ?? line.proof.refusalFor(account);
    },
  };
}

/** Reads what the proof lacks. The refusal of a reading is the refusal of the order. */
async function readMissing(line: GatewayLine, now: () => number): Promise<Refusal | null> {
  for (const path of line.proof.missing(now())) {
    const route = matchRoute('GET', path);
    if (route === null) continue;
    const reply = await line.call({
      route,
      path,
      query: '',
      body: Buffer.alloc(0),
      lane: 'orders',
      timeoutMs: proofTimeoutMs,
      maxWaitMs: proofWaitMs,
    });
    if (!reply.ok) return unreadRefusal(reply.error);
  }
  return null;
}

/** Says what was being read: the order itself has used up nothing. */
function unreadRefusal(error: Refusal): Refusal {
  const { code, retryAfterMs } = error;
  if (code !== 'RATE_LIMITED' || retryAfterMs === undefined) return { ...error, isUnsent: true };
  const seconds = Math.ceil(retryAfterMs / 1000);
  const detail = `The login has to be proved again first, and the broker allows that only once a minute. Try again in ${seconds} s.`;
  return refusal('RATE_LIMITED', detail, { retryAfterMs });
}

/** A ticket that names another account than its path would be placed there. */
function foreignAccount(body: Buffer, account: string | null): Refusal | null {
  if (account === null || body.byteLength === 0) return null;
  const named = accountsIn(jsonOf(body));
  return named.every((one) => one === account)
    ? null
    : refusal('ACCOUNT_NOT_SELECTED', 'The order names another account than its address.');
}

function accountsIn(ticket: unknown): unknown[] {
  if (Array.isArray(ticket)) return ticket.flatMap(accountsIn);
  if (typeof ticket !== 'object' || ticket === null) return [];
  return [
    ...('acctId' in ticket ? [ticket.acctId] : []),
    ...('orders' in ticket ? accountsIn(ticket.orders) : []),
  ];
}
