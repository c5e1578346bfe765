import { aFakeGateway, sendJson, type Answer, type FakeGateway } from './fake-gateway.ts';

type Script = Readonly<Record<string, Answer | object>>;

export interface ScriptedGateway extends FakeGateway {
  /** Changes answers while it runs, by "METHOD /path" below /v1/api. */
  readonly say: (script: Script) => void;
  /** Calls of the API, as "METHOD /path?query", in order. */
  readonly calls: () => string[];
}

const account = 'DU1234567';

/** What a logged-in paper gateway says; `say` changes it. */
const paperLogin: Script = {
  'GET /iserver/auth/status': {
    authenticated: true,
    established: true,
    competing: false,
    connected: true,
  },
  'GET /iserver/accounts': {
    accounts: [account, 'DU7654321'],
    selectedAccount: account,
    isPaper: true,
    sessionId: 's1',
  },
  'GET /sso/validate': { RESULT: true, LOGIN_TYPE: 2, USER_NAME: 'demo' },
  'POST /tickle': { session: 't1' },
};

/** A gateway that is logged in to a paper account, unless told otherwise. */
export async function aScriptedGateway(
  options: Partial<Parameters<typeof aFakeGateway>[0]> & { readonly script?: Script } = {},
): Promise<ScriptedGateway> {
  let script: Script = { ...paperLogin, ...options.script };
  const answer: Answer = (asked, response) => {
    if (asked.url === '/') {
      response.writeHead(302, { location: '/sso/Login?forwardTo=22&RL=1&ip2loc=US' }).end();
      return;
    }
    const path = asked.url.replace('/v1/api', '').replace(/\?.*/, '');
    const told = script[`${asked.method} ${path}`];
    if (typeof told === 'function') (told as Answer)(asked, response);
    else sendJson(response, told ?? { asked: `${asked.method} ${asked.url}`, body: asked.body });
  };
  const gateway = await aFakeGateway({ answer, ...options });
  return {
    ...gateway,
    say: (changes) => {
      script = { ...script, ...changes };
    },
    calls: () =>
      gateway.asked
        .filter(({ url }) => url.startsWith('/v1/api'))
        .map(({ method, url }) => `${method} ${url.replace('/v1/api', '')}`),
  };
}
