/**
 * Building blocks of the wire schemas. Strict where money and order state are concerned: an unreadable number is a fault
 * with its path. Descriptive fields (`words`) never fail: what cannot be read is null.
 */
import type { Big } from 'big.js';
import * as z from 'zod/mini';

import { conidOf, type Conid } from '#domain/contract.ts';
import type { Side } from '#domain/order.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import { errorWords, refusalFromWords } from './failure.ts';
import { parseConid, parseDecimal, parseSide } from './parse-text.ts';

const wireNumber = z.union([z.string(), z.number()]);
const maybeNumber = z.optional(z.nullable(wireNumber));

/** A number or formatted text; missing, null and "" are null. Unreadable is a fault. */
export const decimal = z.pipe(
  maybeNumber,
  z.transform((value, context): Big | null => {
    const parsed = parseDecimal(value);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: 'not a number', input: value });
    return z.NEVER;
  }),
);

/** As {@link decimal}, and it must be there. */
export const neededDecimal = z.pipe(
  wireNumber,
  z.transform((value, context): Big => {
    const parsed = parseDecimal(value);
    if (parsed.ok && parsed.value !== null) return parsed.value;
    context.issues.push({ code: 'custom', message: 'not a number', input: value });
    return z.NEVER;
  }),
);

/** For figures that only inform: unreadable is null too. */
export const looseDecimal = z.catch(decimal, null);

/** A plain count or ratio; missing and unreadable are null. */
export const looseNumber = z.pipe(
  looseDecimal,
  z.transform((value: Big | null) => (value === null ? null : value.toNumber())),
);

/** A count that must be there. */
export const neededCount = z.pipe(
  neededDecimal,
  z.transform((value: Big) => value.toNumber()),
);

/** A conid of one contract, as number or text. */
export const neededConid = z.pipe(
  wireNumber,
  z.transform((value, context): Conid => {
    const conid = parseConid(value);
    if (conid !== null) return conidOf(conid);
    context.issues.push({ code: 'custom', message: 'not a conid', input: value });
    return z.NEVER;
  }),
);

/** Null for combinations and where none is given. */
export const looseConid = z.pipe(
  z.catch(maybeNumber, null),
  z.transform((value) => parseConid(value)),
);

export const neededSide = z.pipe(
  z.string(),
  z.transform((text, context): Side => {
    const side = parseSide(text);
    if (side.ok) return side.value;
    context.issues.push({ code: 'custom', message: 'not a side', input: text });
    return z.NEVER;
  }),
);

/** An identifier that must be there, as number or text. */
export const neededId = z.pipe(
  z.union([z.string().check(z.trim()), z.number()]).check(z.refine((id) => id !== '', 'empty')),
  z.transform((id) => String(id)),
);

/** Descriptive text, or a number shown as such; anything else is null. Empty counts as absent. */
export const words = z.pipe(
  z.catch(maybeNumber, null),
  z.transform((value) => {
    const text = String(value ?? '').trim();
    return text === '' ? null : text;
  }),
);

/** A flag; missing or strange is null. */
export const flag = z.catch(z.nullable(z.boolean()), null);

/** A list whose unreadable rows are left out: only for rows nobody decides on. */
export function tolerantList<T extends z.ZodMiniType>(row: T) {
  return z.pipe(
    z.catch(z.array(z.unknown()), []),
    z.transform((rows: unknown[]) =>
      rows.flatMap((each): readonly z.output<T>[] => {
        const read = row.safeParse(each);
        return read.success ? [read.data] : [];
      }),
    ),
  );
}

/** Reads an answer by its schema. Words of refusal under HTTP 200 are a refusal; anything else unexpected an `invalid-reply`. */
export function readAs<T extends z.ZodMiniType>(
  schema: T,
  body: unknown,
): Result<z.output<T>, BrokerError> {
  const read = schema.safeParse(body);
  if (read.success) return ok(read.data);
  const refusal = errorWords(body);
  if (refusal !== null) return err(refusalFromWords(refusal));
  const issue = read.error.issues[0];
  return err({
    kind: 'invalid-reply',
    path: issue?.path.map(String).join('.') ?? '',
    detail: issue?.message ?? 'unexpected shape',
  });
}
