import type { Engine } from './engine.ts';

/**
 * All that a page may ask of the embedded database: reading and writing tables, calling functions, and keeping or
 * ending a session it already has. Signing up, one-time passwords and the like are left out: the one owner exists
 * before the first page, and is signed in by the host.
 */
const doors: readonly (readonly [methods: RegExp, path: RegExp])[] = [
  [/^(GET|HEAD|POST|PATCH|DELETE)$/, /^\/rest\/v1\/[a-z_]+$/],
  [/^(GET|HEAD|POST)$/, /^\/rest\/v1\/rpc\/[a-z_]+$/],
  [/^POST$/, /^\/auth\/v1\/token$/],
  [/^GET$/, /^\/auth\/v1\/user$/],
  [/^POST$/, /^\/auth\/v1\/logout$/],
  [/^GET$/, /^\/auth\/v1\/(settings|health)$/],
];

/** Answers as hosted Supabase would, or 404 for what is not behind a door. */
export async function throughTheDoor(engine: Engine, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/auth/v1/signup') return signUpIsClosed();
  if (!doors.some(([methods, path]) => methods.test(request.method) && path.test(pathname)))
    return Response.json({ message: 'not found' }, { status: 404 });
  // Other schemas hold password hashes and session tokens; row level security does not guard them.
  if (namesAnotherSchema(request.headers)) return schemaIsClosed();
  return engine.fetch(request);
}

function namesAnotherSchema(headers: Headers): boolean {
  return ['accept-profile', 'content-profile'].some((name) => {
    const schema = headers.get(name);
    return schema !== null && schema !== 'public';
  });
}

function signUpIsClosed(): Response {
  return Response.json(
    {
      code: 422,
      error_code: 'signup_disabled',
      msg: 'Signups not allowed for this instance',
    },
    { status: 422, headers: { 'x-sb-error-code': 'signup_disabled' } },
  );
}

function schemaIsClosed(): Response {
  return Response.json(
    {
      code: 'PGRST106',
      message: 'Invalid schema',
      details: null,
      hint: 'Only the following schemas are exposed: public',
    },
    { status: 406 },
  );
}
