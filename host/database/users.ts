import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import type { OwnerSession } from '#config/host-api.ts';

import type { Engine } from './engine.ts';

/** An address that can receive nothing: there is no mail in an embedded database. */
const ownerEmail = 'owner@strikedesk.localhost';

const sessionSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  user: z.object({ id: z.uuid() }),
});

/** The part of auth that speaks for a user by name and password, without a door in front. */
export interface Users {
  signUp(email: string, password: string): Promise<OwnerSession>;
  /** A session of the one owner, who is created at the first call. Asks nobody. */
  signInOwner(): Promise<OwnerSession>;
}

export function usersOf(engine: Engine, publishableKey: string, ownerPassword: string): Users {
  async function post(path: string, body: object): Promise<Response> {
    return engine.fetch(
      new Request(`http://database.localhost/auth/v1/${path}`, {
        method: 'POST',
        headers: { apikey: publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  }

  async function signUp(email: string, password: string): Promise<OwnerSession> {
    return sessionIn(await post('signup', { email, password }), 'create a user');
  }

  const signIn = (email: string, password: string) =>
    post('token?grant_type=password', { email, password });

  /** The keys were lost or the data came from a backup: the password is replaced by ours. */
  async function resetOwnerPassword(): Promise<void> {
    const stand = `stand-in-${randomUUID()}@strikedesk.localhost`;
    const { user_id } = await signUp(stand, ownerPassword);
    await engine.query(
      `update auth.users set encrypted_password =
         (select encrypted_password from auth.users where id = $1) where email = $2`,
      [user_id, ownerEmail],
    );
    await engine.query('delete from auth.users where id = $1', [user_id]);
  }

  async function signInOwner(): Promise<OwnerSession> {
    const owners = await engine.query('select 1 from auth.users where email = $1', [ownerEmail]);
    if (owners.length === 0) return signUp(ownerEmail, ownerPassword);
    const first = await signIn(ownerEmail, ownerPassword);
    if (first.ok) return sessionIn(first, 'sign the owner in');
    await resetOwnerPassword();
    return sessionIn(await signIn(ownerEmail, ownerPassword), 'sign the owner in');
  }

  return { signUp, signInOwner };
}

async function sessionIn(response: Response, what: string): Promise<OwnerSession> {
  const parsed = sessionSchema.safeParse(await response.json());
  if (!response.ok || !parsed.success)
    throw new Error(`Could not ${what}: the database answered ${response.status}.`);
  const { access_token, refresh_token, user } = parsed.data;
  return { access_token, refresh_token, user_id: user.id };
}
