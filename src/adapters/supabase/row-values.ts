import { Big } from 'big.js';

import type { Environment } from '#domain/trading-mode.ts';
import { instantOf, type Instant } from '#domain/time.ts';

import type { Json } from './database.gen.ts';

/** An exact number as the tables take it: plain decimal text. */
export const exact = (value: Big | null): string | null => value?.toFixed() ?? null;

export const exactNumber = (value: number): string => new Big(value).toFixed();

export const timestamp = (value: Instant): string => new Date(value).toISOString();

export const timestampOrNull = (value: Instant | null): string | null =>
  value === null ? null : timestamp(value);

export const instantFrom = (text: string): Instant => instantOf(Date.parse(text));

export const isPractice = (environment: Environment): boolean => environment === 'practice';

/** A value as JSON keeps it, money as decimal text. What JSON cannot hold becomes null. */
export function toJson(value: unknown): Json {
  if (value instanceof Big) return value.toFixed();
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(toJson);
  return typeof value === 'object' ? toJsonObject(value) : null;
}

export function toJsonObject(value: object): { [key: string]: Json } {
  const entries = Object.entries(value).filter(
    ([, inner]: [string, unknown]) => inner !== undefined,
  );
  return Object.fromEntries(entries.map(([key, inner]: [string, unknown]) => [key, toJson(inner)]));
}
