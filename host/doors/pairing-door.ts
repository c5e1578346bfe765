import type { Errand, Handler } from '../errand.ts';
import { sendPage } from '../http/responses.ts';
import { sendGoOnPage, sendStrangersPage } from '../page/page-door.ts';

import { cookieFor, type Pairing } from './pairing.ts';

const home = { location: '/', 'cache-control': 'no-store' } as const;

const site = (request: Errand['request']): string | undefined =>
  request.headersDistinct['sec-fetch-site']?.[0];

/**
 * `/open/<code>`: makes this browser the owner's and goes on to the desk.
 *
 * A link that was followed from another page (a terminal in the browser, a note) stays foreign through a redirect, and the
 * new cookie would not go along; from a page of our own it does.
 */
export function pairingDoor(pairing: Pairing, cookieName: string): Handler {
  return ({ visit, request, response }) => {
    // A browser that only fetches ahead would use the link up before the trader opens it.
    if (request.headers['sec-purpose'] !== undefined || request.method === 'HEAD')
      return sendPage(response, 503, { 'cache-control': 'no-store' }, '');
    if (visit.isPaired) return sendPage(response, 303, home, '');
    const secret = pairing.redeem(visit.path.replace(/^\/open\/?/, ''));
    if (secret === null) return sendStrangersPage(response, 'used-link');
    const cookie = { 'set-cookie': cookieFor(cookieName, secret) };
    const isTyped = ['none', undefined].includes(site(request));
    if (isTyped) return sendPage(response, 303, { ...home, ...cookie }, '');
    sendGoOnPage(response, cookie);
  };
}
