import type { Handler } from '../errand.ts';
import { sendPage } from '../http/responses.ts';
import { sendPairedPage, sendStrangersPage } from '../page/page-door.ts';

import { cookieFor, cookiesNamed, type Pairing } from './pairing.ts';
import { pairingScript } from './pairing-page.ts';

/** The script cannot stand in the page: no page of the desk runs inline scripts. */
const scriptPath = '/open/pair.js';
const noStore = { 'cache-control': 'no-store' } as const;

/**
 * `/open/<code>`: makes this browser the owner's and goes on to the desk.
 *
 * The page goes on by itself instead of being redirected: a link that was followed from another page stays foreign
 * through a redirect, and the new cookie would not go along.
 */
export function pairingDoor(pairing: Pairing, cookieName: string): Handler {
  return ({ visit, request, response }) => {
    if (visit.path === scriptPath)
      return sendPage(
        response,
        200,
        { ...noStore, 'content-type': 'text/javascript; charset=utf-8' },
        pairingScript,
      );
    // A browser that only fetches ahead would use the link up before the trader opens it.
    if (request.headers['sec-purpose'] !== undefined || request.method === 'HEAD')
      return sendPage(response, 503, noStore, '');
    const former = cookiesNamed(cookieName, request.headers.cookie ?? '');
    const secrets = pairing.redeem(visit.path.replace(/^\/open\/?/, ''), former);
    if (secrets !== null)
      return sendPairedPage(response, secrets.page, cookieFor(cookieName, secrets.cookie));
    if (visit.isPaired) return sendPage(response, 303, { ...noStore, location: '/' }, '');
    sendStrangersPage(response, 'used-link');
  };
}
