import { z } from 'zod';

import { err, ok, type Result } from '#lib/result.ts';

/** A JSON answer in the broker's content type. */
export function reply(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8' },
  });
}

/** 400 as `/iserver/account/*` words it. */
export const badRequest = (detail: string): Response =>
  reply({ error: `Bad Request: ${detail}`, statusCode: 400 }, 400);

/** 400 as the newer endpoints word it. */
export function invalidArgument(field: string, description = 'Missing required parameter') {
  const body = {
    type: '/invalid-argument',
    title: 'Bad Request',
    status: 400,
    detail: 'Input validation failed',
    invalidArguments: [{ field, description }],
  };
  return new Response(JSON.stringify(body), {
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
  });
}

export const serverError = (detail: string): Response => reply({ error: detail }, 500);

/** The page for a path the broker does not know. */
export const notFound = (): Response =>
  new Response('<html><body><h1>404</h1>Resource not found</body></html>', {
    status: 404,
    headers: { 'content-type': 'text/html;charset=utf-8' },
  });

export const accountsFirst = (): Response => badRequest('Please query /accounts first');

/** Reads a JSON body of a shape. The error is the answer to give. */
export async function bodyOf<T>(
  request: { text(): Promise<string> },
  shape: z.ZodType<T>,
): Promise<Result<T, Response>> {
  const raw = await request.text();
  if (raw === '') return err(badRequest("body can't be empty"));
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch {
    return err(badRequest('invalid JSON'));
  }
  const checked = shape.safeParse(parsed);
  if (checked.success) return ok(checked.data);
  const issue = checked.error.issues[0];
  return err(badRequest(`${issue?.path.join('.') || 'body'} ${issue?.message ?? 'is wrong'}`));
}

/** A positive whole number from a path or query; null for anything else. */
export function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}
