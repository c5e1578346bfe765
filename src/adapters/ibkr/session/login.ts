import { err, ok } from '#lib/result.ts';
import type { Reply } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { BrokerageStatus, GatewayLogin, LoginFacts } from '#services/ports/gateway-login.ts';

import type { Transport } from '../http.ts';
import type { SessionMemory } from '../session-memory.ts';
import {
  getSsoValidate,
  postAuthStatus,
  postLogout,
  postSsodhInit,
  postTickle,
} from './endpoints.ts';
import { parseAuthStatus, parseLoginFacts } from './parse.ts';

interface LoginDeps {
  readonly transport: Transport;
  readonly memory: SessionMemory;
  readonly clock: Clock;
}

export function createIbkrLogin(deps: LoginDeps): GatewayLogin {
  const { transport, memory } = deps;
  return {
    status: async () => {
      const answer = await postAuthStatus(transport);
      return answer.ok ? ok(noticed(parseAuthStatus(answer.value), memory)) : answer;
    },
    init: async ({ takeOver }) => {
      const answer = await postSsodhInit(transport, takeOver);
      if (!answer.ok) return answer;
      memory.endBrokerage();
      return ok(parseAuthStatus(answer.value));
    },
    tickle: async () => {
      const answer = await postTickle(transport);
      if (!answer.ok) return answer;
      const status = noticed(parseAuthStatus(answer.value.iserver.authStatus), memory);
      return ok({ ...status, expiresInMs: answer.value.ssoExpires });
    },
    validate: () => validateLogin(deps),
    logout: async () => {
      const answer = await postLogout(transport);
      memory.endSession();
      return answer.ok ? ok(undefined) : answer;
    },
  };
}

function noticed(status: BrokerageStatus, memory: SessionMemory): BrokerageStatus {
  if (!status.isAuthenticated) memory.endSession();
  return status;
}

/** The broker allows this question once a minute; within it the last answer stands, its countdown moved on. */
const validateEveryMs = 60_000;

/** The login's facts by the broker. Asked at most once a minute, whoever wants to know. */
export async function validateLogin(deps: LoginDeps): Reply<LoginFacts> {
  const now = deps.clock.now();
  const known = deps.memory.login;
  if (known !== null && now - known.readAt < validateEveryMs) {
    const left = known.facts.expiresInMs;
    const passed = now - known.readAt;
    return ok({ ...known.facts, expiresInMs: left === null ? null : Math.max(0, left - passed) });
  }
  const answer = await getSsoValidate(deps.transport);
  if (!answer.ok) return answer;
  if (answer.value.RESULT === false) {
    deps.memory.endSession();
    return err({ kind: 'unauthenticated' });
  }
  const facts = parseLoginFacts(answer.value);
  deps.memory.login = { facts, readAt: now };
  return ok(facts);
}
