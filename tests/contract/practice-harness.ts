import { z } from 'zod';

import { instantOf } from '#domain/time.ts';
import {
  startPracticeGateway,
  type RunningPracticeGateway,
} from '#practice-gateway/practice-gateway.ts';
import type { PracticeOptions } from '#practice-gateway/settings.ts';

export interface Answer {
  readonly status: number;
  /** Parsed when it is JSON. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Harness {
  readonly gateway: RunningPracticeGateway;
  readonly base: string;
  /** Path below the root, e.g. `/v1/api/tickle`. */
  readonly get: (path: string, init?: RequestInit) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly remove: (path: string) => Promise<Answer>;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Thursday 2026-11-19, 10:00 in New York: the market is open. */
export const openMarket = instantOf(Date.UTC(2026, 10, 19, 15));

/** A gateway over plain HTTP, logged in, without request limits: what a test changes it names. */
export async function startHarness(options: PracticeOptions = {}): Promise<Harness> {
  const gateway = await startPracticeGateway({
    port: 0,
    http: true,
    loggedIn: true,
    pacing: false,
    startupMs: 0,
    authDelayMs: 10,
    now: openMarket,
    ...options,
  });
  const base = `http://localhost:${gateway.port}`;
  const get: Harness['get'] = async (path, init) => {
    const response = await fetch(base + path, init);
    const { status, headers } = response;
    return { status, headers, body: parse(await response.text()) };
  };
  return {
    gateway,
    base,
    get,
    post: async (path, body = {}) => get(path, { method: 'POST', body: JSON.stringify(body) }),
    remove: async (path) => get(path, { method: 'DELETE' }),
  };
}

const infoShape = z.array(z.object({ conid: z.number(), maturityDate: z.string() })).min(1);
const strikesShape = z.object({ call: z.array(z.number()).min(1) });
const searchShape = z
  .array(
    z.object({
      conid: z.string(),
      sections: z.array(z.object({ secType: z.string(), months: z.string().optional() })),
    }),
  )
  .min(1);

/** Walks from a symbol to an option near the money of a later month, the documented way. */
export async function findOption(
  { get }: Harness,
  symbol: string,
  right: 'C' | 'P',
  offset = 0,
): Promise<{ readonly conid: number; readonly underlying: number; readonly strike: number }> {
  const api = '/v1/api/iserver';
  await get(`${api}/accounts`);
  const [row] = searchShape.parse((await get(`${api}/secdef/search?symbol=${symbol}`)).body);
  const months = row?.sections.find(({ secType }) => secType === 'OPT')?.months ?? '';
  const month = months.split(';')[1] ?? '';
  const underlying = Number(row?.conid);
  const query = `conid=${underlying}&sectype=OPT&month=${month}`;
  const { call } = strikesShape.parse((await get(`${api}/secdef/strikes?${query}`)).body);
  const middle = call[Math.floor(call.length / 2) + offset] ?? 0;
  const info = await get(`${api}/secdef/info?${query}&strike=${middle}&right=${right}`);
  const rows = infoShape.parse(info.body);
  return { conid: rows.at(-1)?.conid ?? 0, underlying, strike: middle };
}
