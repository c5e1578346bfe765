import type { Handler } from '../errand.ts';
import {
  contentSecurityPolicy,
  inlineStyleHashes,
  noContentPolicy,
} from '../doors/content-security.ts';
import { pairedPage, pairingPage, waitingPage } from '../doors/pairing-page.ts';
import { sendPage } from '../http/responses.ts';

import { isPageRoute, loadBuiltPage, type BuiltPage, type PageFile } from './built-page.ts';
import type { OpenPage } from './page-room.ts';

const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } as const;
const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } as const;

/** The page as `npm run build` left it in `distDir`. */
export const openBuiltPage =
  (distDir: string): OpenPage =>
  async ({ supabaseUrl }) => ({
    handler: pageDoor(loadBuiltPage(distDir), supabaseUrl),
    upgrade: null,
    close: async () => undefined,
  });

/** Serves the built page: its files by their names, its document for every route of the app. */
function pageDoor(page: BuiltPage, supabaseUrl: string | null): Handler {
  return ({ visit, request, response }) => {
    const file = page.files.get(visit.path);
    if (file !== undefined) {
      const isKnown = request.headers['if-none-match'] === file.etag;
      sendPage(response, isKnown ? 304 : 200, headersOf(file), isKnown ? '' : file.body);
    } else if (isPageRoute(visit.path)) {
      const policy = contentSecurityPolicy({ html: page.html, host: visit.host, supabaseUrl });
      sendPage(response, 200, { ...html, 'content-security-policy': policy }, page.html);
    } else sendPage(response, 404, text, 'There is no such file.');
  };
}

function headersOf(file: PageFile): Record<string, string> {
  return {
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

/** What a browser that is not paired gets: the explanation where a page would be, nothing where a file would be. */
export const strangersDoor: Handler = ({ visit, response }) => {
  if (isPageRoute(visit.path)) sendStrangersPage(response, 'stranger');
  else sendPage(response, 401, text, 'This browser does not belong to the desk.');
};

type Response = Parameters<Handler>[0]['response'];

export function sendStrangersPage(
  response: Response,
  reason: Parameters<typeof pairingPage>[0],
): void {
  const page = pairingPage(reason);
  sendPage(response, reason === 'stranger' ? 401 : 410, headersOfPlain(page), page);
}

/** What a person sees who comes before everything is ready, or while it ends. */
export function sendWaitingPage(response: Response): void {
  sendPage(response, 503, { ...headersOfPlain(waitingPage), 'retry-after': '1' }, waitingPage);
}

const headersOfPlain = (page: string) => ({
  ...html,
  'content-security-policy': `${noContentPolicy}; style-src ${inlineStyleHashes(page).join(' ')}`,
});

/** The one page that is sent together with its cookie. */
export function sendPairedPage(response: Response, secret: string, cookie: string): void {
  const policy = `${noContentPolicy}; script-src 'self'`;
  const headers = { ...html, 'set-cookie': cookie, 'content-security-policy': policy };
  sendPage(response, 200, headers, pairedPage(secret));
}
