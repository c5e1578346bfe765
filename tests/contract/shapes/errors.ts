/** The forms an error has, from the published API description and from what users report. */
import { z } from 'zod';

export const plainError = z.strictObject({ error: z.string().min(1) });
export const statusError = z.strictObject({ error: z.string().min(1), statusCode: z.number() });
export const invalidArgument = z.strictObject({
  type: z.literal('/invalid-argument'),
  title: z.literal('Bad Request'),
  status: z.literal(400),
  detail: z.string(),
  invalidArguments: z.array(z.strictObject({ field: z.string(), description: z.string() })).min(1),
});
