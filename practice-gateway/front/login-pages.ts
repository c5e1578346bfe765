import { randomInt, randomUUID } from 'node:crypto';

import type { IncomingMessage, ServerResponse } from 'node:http';

import { html, readBody, send, text } from './node-http.ts';

const headers = {
  ...html,
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'",
};

const escape = (value: string) =>
  value.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:100vh;margin:0;background:#eef1f6;color:#1b2330}
main{background:#fff;border:1px solid #c9d1de;border-radius:12px;padding:2rem;width:min(24rem,86vw)}
h1{font-size:1.25rem;margin:0 0 .25rem}p{margin:.5rem 0}
label{display:block;margin:1rem 0 .25rem;font-weight:600}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem .6rem;border:1px solid #8b97a8;border-radius:8px;background:#fff;color:#1b2330}
button{font:inherit;font-weight:600;margin-top:1rem;width:100%;padding:.6rem;border:0;border-radius:8px;background:#2450b8;color:#fff;cursor:pointer}
button:focus-visible,input:focus-visible{outline:3px solid #7aa2ff;outline-offset:2px}
.tag{display:inline-block;background:#5b3fb5;color:#fff;border-radius:999px;padding:.1rem .6rem;font-size:.8rem;font-weight:700;letter-spacing:.06em}
.code{font:700 1.6rem/1 ui-monospace,monospace;letter-spacing:.2em}.error{color:#a11d1d}
@media(prefers-color-scheme:dark){body{background:#0d1118;color:#e8edf5}main{background:#161c26;border-color:#2c3646}input{background:#0d1118;color:#e8edf5;border-color:#4a586c}.error{color:#ff9a9a}}
</style></head><body><main><span class="tag">PRACTICE</span>${body}</main></body></html>`;

const userPage = (problem: string) =>
  page(
    'Practice login',
    `<h1>Practice gateway login</h1>
<p>Nothing here reaches a broker. Any username will do; no password is asked.</p>
${problem === '' ? '' : `<p class="error" role="alert">${escape(problem)}</p>`}
<form method="post" action="/sso/Login"><label for="user">Username</label>
<input id="user" name="user_name" autocomplete="off" autofocus required maxlength="40">
<button type="submit">Login</button></form>`,
  );

const codePage = (attempt: string, code: string, problem: string) =>
  page(
    'Practice login: second factor',
    `<h1>Second factor</h1>
<p>A real login asks your phone now. This one is pretended; type the code below.</p>
<p class="code" id="pretended-code">${code}</p>
${problem === '' ? '' : `<p class="error" role="alert">${escape(problem)}</p>`}
<form method="post" action="/sso/Authenticator"><input type="hidden" name="attempt" value="${escape(attempt)}">
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="off" autofocus required maxlength="6">
<button type="submit">Confirm</button></form>`,
  );

interface Attempt {
  readonly username: string;
  readonly code: string;
  isConfirmed: boolean;
}

const MOST_ATTEMPTS = 50;

/** The login a browser walks through. Ends like the real one: 200 with the text "Client login succeeds". */
export class LoginPages {
  readonly #attempts = new Map<string, Attempt>();
  readonly #onLogin: (username: string) => void;

  constructor(onLogin: (username: string) => void) {
    this.#onLogin = onLogin;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const step = `${request.method} ${url.pathname}`;
    if (step === 'POST /sso/Login') return this.#takeUser(await formOf(request), response);
    if (step === 'POST /sso/Authenticator') {
      return this.#takeCode(await formOf(request), response);
    }
    if (url.pathname === '/sso/Dispatcher') return this.#finish(url, response);
    return send(response, 200, userPage(''), headers);
  }

  #takeUser(form: URLSearchParams, response: ServerResponse): void {
    const username = (form.get('user_name') ?? '').trim();
    if (username === '') return send(response, 200, userPage('Type a username.'), headers);
    const attempt = randomUUID();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    if (this.#attempts.size >= MOST_ATTEMPTS) this.#attempts.clear();
    this.#attempts.set(attempt, { username, code, isConfirmed: false });
    return send(response, 200, codePage(attempt, code, ''), headers);
  }

  #takeCode(form: URLSearchParams, response: ServerResponse): void {
    const id = form.get('attempt') ?? '';
    const attempt = this.#attempts.get(id);
    if (attempt === undefined) return send(response, 200, userPage('Start again.'), headers);
    if ((form.get('code') ?? '').trim() !== attempt.code) {
      return send(response, 200, codePage(id, attempt.code, 'That is not the code.'), headers);
    }
    attempt.isConfirmed = true;
    return send(response, 302, '', { location: `/sso/Dispatcher?attempt=${id}` });
  }

  #finish(url: URL, response: ServerResponse): void {
    const id = url.searchParams.get('attempt') ?? '';
    const attempt = this.#attempts.get(id);
    if (attempt?.isConfirmed !== true) return send(response, 302, '', { location: '/' });
    this.#attempts.delete(id);
    this.#onLogin(attempt.username);
    return send(response, 200, 'Client login succeeds', text);
  }
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request))?.toString('utf8') ?? '');
}
