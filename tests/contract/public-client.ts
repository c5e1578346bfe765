/**
 * A client of the Client Portal Web API as a stranger would write it: it knows the published documents, keeps the
 * published request limits, trusts the self-signed certificate, and nothing else. It shares no code with the desk.
 */
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

import { WebSocket } from 'ws';
import { z } from 'zod';

import * as contracts from './shapes/contracts.ts';
import * as orders from './shapes/orders.ts';
import * as socketShapes from './shapes/socket.ts';

/** Ten requests a second. */
const SPACING_MS = 110;
/** Order list, trades and the like: once in five seconds. */
const SLOW_MS = 5050;
const slow = /^\/(iserver\/account\/(orders|trades|pnl)|portfolio\/(sub)?accounts)/;

export interface PublicAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

const agent = new https.Agent({ rejectUnauthorized: false, keepAlive: true });

async function send(url: URL, method: string, type: string, body: string): Promise<PublicAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    const request = https.request(url, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

const matchIn = (pattern: RegExp, text: string) => pattern.exec(text)?.[1] ?? '';

export class PublicClient {
  readonly #root: URL;
  #nextAt = 0;
  readonly #slowAt = new Map<string, number>();

  constructor(root: string) {
    this.#root = new URL(root);
  }

  /** Walks through the login page as a browser with a person before it. Returns the closing words. */
  async login(username: string): Promise<string> {
    const form = 'application/x-www-form-urlencoded';
    const post = async (path: string, fields: Record<string, string>) =>
      send(new URL(path, this.#root), 'POST', form, new URLSearchParams(fields).toString());
    const root = await send(this.#root, 'GET', form, '');
    const page = await send(new URL(root.location ?? '', this.#root), 'GET', form, '');
    const action = /action="([^"]+)"/;
    const second = await post(matchIn(action, page.text), { user_name: username });
    const attempt = matchIn(/name="attempt" value="([^"]+)"/, second.text);
    const code = matchIn(/pretended-code">(\d+)</, second.text);
    const done = await post(matchIn(action, second.text), { attempt, code });
    const last = await send(new URL(done.location ?? '', this.#root), 'GET', form, '');
    return last.text;
  }

  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    await this.#waitForTurn(path.split('?')[0] ?? path);
    const url = new URL(`/v1/api${path}`, this.#root);
    const text = method === 'GET' ? '' : JSON.stringify(body ?? {});
    const answer = await send(url, method, 'application/json', text);
    if (answer.status >= 300) throw new Error(`${answer.status} ${path}: ${answer.text}`);
    return JSON.parse(answer.text);
  }

  async get(path: string): Promise<unknown> {
    return this.call('GET', path);
  }

  /** Repeats a reading until it is as wanted. */
  async until<T>(path: string, shape: z.ZodType<T>, isDone: (value: T) => boolean): Promise<T> {
    for (let tries = 0; tries < 40; tries += 1) {
      const value = shape.parse(await this.get(path));
      if (isDone(value)) return value;
      await pause(250);
    }
    throw new Error(`Never as wanted: ${path}`);
  }

  /** Places, changes or replies, and says yes to every question. Returns the ids, and the questions' numbers. */
  async trade(path: string, body: unknown) {
    const asked: string[] = [];
    let answer = await this.call('POST', path, body);
    for (let round = 0; round < 10; round += 1) {
      const question = orders.question.safeParse(answer);
      if (!question.success) break;
      asked.push(...(question.data[0]?.messageIds ?? []));
      answer = await this.call('POST', `/iserver/reply/${question.data[0]?.id}`, {
        confirmed: true,
      });
    }
    return { asked, ids: orders.accepted.parse(answer).map((row) => row.order_id) };
  }

  /** Search, strikes, info: the two strikes around `near` in the second listed month, for its last expiry. */
  async optionsNear(symbol: string, near: number, right: 'C' | 'P') {
    const found = contracts.search.parse(
      await this.get(`/iserver/secdef/search?symbol=${symbol}&secType=STK`),
    );
    const conid = found[0]?.conid ?? '';
    const section = found[0]?.sections.find(({ secType }) => secType === 'OPT');
    const months = section !== undefined && 'months' in section ? section.months : '';
    const query = `conid=${conid}&sectype=OPT&month=${months.split(';')[1]}&exchange=SMART`;
    const { call } = contracts.strikes.parse(await this.get(`/iserver/secdef/strikes?${query}`));
    const sorted = call.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near)).slice(0, 8);
    const rows = new Map<string, number[]>();
    for (const strike of sorted) {
      const info = contracts.optionInfo.parse(
        await this.get(`/iserver/secdef/info?${query}&strike=${strike}&right=${right}`),
      );
      for (const row of info) {
        rows.set(row.maturityDate, [...(rows.get(row.maturityDate) ?? []), row.conid]);
      }
    }
    const expiries = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return expiries.map(([, conids]) => conids).findLast((conids) => conids.length >= 2) ?? [];
  }

  /** Opens the socket, waits for the greeting, and checks every frame. */
  async stream() {
    const url = new URL('/v1/api/ws', this.#root);
    url.protocol = 'wss:';
    const socket = new WebSocket(url, { rejectUnauthorized: false });
    const frames: z.infer<typeof socketShapes.anyFrame>[] = [];
    const problems: string[] = [];
    socket.on('message', (data: Buffer) => {
      const parsed = socketShapes.anyFrame.safeParse(JSON.parse(data.toString('utf8')));
      if (parsed.success) frames.push(parsed.data);
      else problems.push(data.toString('utf8').slice(0, 300));
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      socket.once('error', reject);
    });
    return {
      frames,
      problems,
      send: (text: string) => socket.send(text),
      close: () => socket.terminate(),
    };
  }

  async #waitForTurn(path: string): Promise<void> {
    const now = Date.now();
    const slowAt = slow.test(path) ? (this.#slowAt.get(path) ?? 0) : 0;
    const at = Math.max(now, this.#nextAt, slowAt);
    this.#nextAt = at + SPACING_MS;
    if (slow.test(path)) this.#slowAt.set(path, at + SLOW_MS);
    await pause(at - now);
  }
}
