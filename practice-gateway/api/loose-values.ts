import { z } from 'zod';

/** A conid as public clients send it: a number, or its digits as a text. */
export const conidShape = z.union([
  z.number().int().positive(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** A switch in a query or body. Python clients write "True". */
export const isTrue = (value: string | boolean | undefined): boolean =>
  String(value).toLowerCase() === 'true';

/** The words of a list that came as one text with commas, as a repeated parameter, or both. */
export const wordsOf = (texts: readonly string[] | undefined): readonly string[] =>
  (texts ?? []).flatMap((text) => text.split(',')).filter((word) => word !== '');

/** The keys of an object that are not null: some clients send every key they know. Anything else as it is. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));
}
