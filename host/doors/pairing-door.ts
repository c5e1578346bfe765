import type { Handler } from '../errand.ts';
import { sendPage } from '../http/responses.ts';
import { sendStrangersPage } from '../page/page-door.ts';

import { cookieFor, type Pairing } from './pairing.ts';

const home = { location: '/', 'cache-control': 'no-store' } as const;

/** `/open/<code>`: makes this browser the owner's and goes on to the desk. */
export function pairingDoor(pairing: Pairing, cookieName: string): Handler {
  return ({ visit, request, response }) => {
    // A browser that only fetches ahead would use the link up before the trader opens it.
    if (request.headers['sec-purpose'] !== undefined || request.method === 'HEAD')
      return sendPage(response, 503, { 'cache-control': 'no-store' }, '');
    if (visit.isPaired) return sendPage(response, 303, home, '');
    const secret = pairing.redeem(visit.path.replace(/^\/open\/?/, ''));
    if (secret === null) return sendStrangersPage(response, 'used-link');
    sendPage(response, 303, { ...home, 'set-cookie': cookieFor(cookieName, secret) }, '');
  };
}
