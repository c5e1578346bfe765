import type { IncomingMessage, ServerResponse } from 'node:http';

import type { LoginPages } from './login-pages.ts';
import { json, readBody, send, text } from './node-http.ts';
import { passUpstream, type UpstreamParts } from './upstream.ts';

export interface FrontDoor extends UpstreamParts {
  readonly login: LoginPages;
  /** The gateway's own start-up chain, run again by `reauthenticate`. */
  readonly runStartupChain: () => void;
  readonly control: (request: Request, peer: string) => Promise<Response>;
}

/** Where the real gateway sends what it does not know; ours has no one behind it. */
const REMOTE = 'https://practice.invalid';
const LOGIN = '/sso/Login?forwardTo=22&RL=1&ip2loc=US';
const API = /^\/v1\/(?:api|portal)(\/.*)$/;

/** Preflights are granted, actual answers carry no CORS header: that is how the real gateway behaves. */
function preflight(response: ServerResponse): void {
  send(response, 204, '', {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST,GET,OPTIONS,DELETE,PUT',
    'access-control-allow-headers': 'Content-Type,portal,Cookie',
  });
}

async function control(door: FrontDoor, request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request);
  if (body === null) return send(response, 413, '', { connection: 'close' });
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const method = request.method ?? 'GET';
  const answer = await door.control(
    new Request(`http://practice${request.url ?? '/'}`, {
      method,
      headers,
      ...(method === 'GET' || body.length === 0 ? {} : { body: new Uint8Array(body) }),
    }),
    request.socket.remoteAddress ?? '',
  );
  return send(response, answer.status, await answer.text(), {
    ...json,
    'cache-control': 'no-store',
  });
}

/** POST /iserver/reauthenticate never reaches the broker. */
function reauthenticate(door: FrontDoor, response: ServerResponse): void {
  if (door.world.session.sso === null)
    return send(response, 200, '{"error":"not logged in"}', json);
  door.runStartupChain();
  return send(response, 200, '{"message":"triggered"}', json);
}

function local(door: FrontDoor, response: ServerResponse, pathname: string): void {
  if (pathname === '/') return send(response, 302, '', { location: LOGIN });
  if (pathname === '/status') return; // Never answers, in the real one too.
  if (pathname === '/clear') {
    door.world.session.forgetCookies();
    return send(response, 200, 'cleared', text);
  }
  if (pathname === '/favicon.ico') return send(response, 204, '');
  return send(response, 302, '', { location: `${REMOTE}${pathname}` });
}

/** The broker takes a path with a slash at its end, or two in a row, for the same path. */
const plainPath = (path: string | undefined) =>
  path?.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');

/** Answers the methods that the gateway knows how to answer without looking at the path. */
function answersByMethod(request: IncomingMessage, response: ServerResponse): boolean {
  const isPreflight = request.method === 'OPTIONS' && request.headers.origin !== undefined;
  if (isPreflight) preflight(response);
  else if (request.method === 'TRACE') send(response, 405, '');
  else return false;
  return true;
}

/** Answers one HTTP request as the gateway process does: what is its own, and what it passes to the broker. */
export async function handleRequest(
  door: FrontDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway');
  if (url.pathname.startsWith('/practice/')) return control(door, request, response);
  if (answersByMethod(request, response)) return;
  const path = plainPath(API.exec(url.pathname)?.[1]);
  if (path === '/iserver/reauthenticate' && request.method === 'POST') {
    return reauthenticate(door, response);
  }
  if (path !== undefined) return passUpstream(door, request, response, path + url.search);
  if (url.pathname.startsWith('/sso/')) return door.login.handle(request, response, url);
  return local(door, response, url.pathname);
}
