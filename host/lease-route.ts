import * as z from 'zod';

import type { Handler } from './errand.ts';
import { jsonOf, readBody } from './http/body.ts';
import { refusal } from './http/refusal.ts';
import { sendJson, sendRefusal } from './http/responses.ts';
import type { Lease } from './lease.ts';

const requestSchema = z.object({
  tabId: z.string().min(1).max(100),
  wish: z.enum(['renew', 'take', 'seize', 'leave']),
});

/** POST `/host/lease`. */
export function leaseRoute(lease: Lease): Handler {
  return async ({ request, response }) => {
    const body = await readBody(request, 1_024);
    if (!body.ok) return sendRefusal(response, body.error);
    const wish = requestSchema.safeParse(jsonOf(body.value));
    if (wish.success) sendJson(response, 200, lease.ask(wish.data));
    else sendRefusal(response, refusal('BAD_REQUEST', 'The body must be {"tabId", "wish"}.'));
  };
}
