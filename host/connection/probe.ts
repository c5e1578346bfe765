import type { ProbeCode, ProbeReport, TargetRequest } from '#domain/host-facts.ts';

import type { Address, ConnectFailure } from '../gateway/verified-connection.ts';
import { jsonOf } from '../http/body.ts';

import { lookAtPage, lookAtPort, lookAtTls, type Glimpse, type SeenCertificate } from './look.ts';
import { ProbeSteps } from './probe-steps.ts';

/** What the probe has to know about the address. */
export interface ProbeSubject {
  readonly request: TargetRequest;
  /** The only certificate that may stand there; null when none was seen before. */
  readonly expectedFingerprint: string | null;
  /** The address of the practice gateway of this host. */
  readonly isPractice: boolean;
  /** Reads the login state over the desk's own line, when there is one: it counts against the budget. */
  readonly readStatus: ((withinMs: number) => Promise<Glimpse>) | null;
  readonly now: () => number;
}

/** The common name of the certificate that comes with IBKR's gateway; everybody can have its private key. */
const stockName = 'Client Portal Web API';
const statusPath = '/v1/api/iserver/auth/status';
const statusWithinMs = 5_000;

/** Looks at each link from the port to the login, until the first one that is broken. Changes nothing. */
export async function probe(subject: ProbeSubject): Promise<ProbeReport> {
  const steps = new ProbeSteps(subject.now);
  const { request } = subject;
  let fingerprint: string | null = null;
  const isGateway = await (async () => {
    if (!(await portAnswers(request, steps))) return false;
    const seen = await schemeFits(request, steps);
    if (seen === false) return false;
    fingerprint = seen?.fingerprint ?? null;
    if (!certificateFits(subject, seen, steps)) return false;
    const address = { ...request, fingerprint };
    if (!(await gatewayAnswers(subject, address, steps))) return false;
    await lookAtLogin(subject, address, steps);
    return true;
  })();
  return { target: request, checks: steps.checks, isGateway, fingerprint };
}

async function portAnswers(request: TargetRequest, steps: ProbeSteps): Promise<boolean> {
  const failure = await lookAtPort(request);
  if (failure === null) steps.add('port', 'pass', 'ANSWERS');
  else steps.add('port', 'fail', portCode(failure), { detail: failure.message });
  return failure === null;
}

function portCode({ kind }: ConnectFailure): ProbeCode {
  if (kind === 'refused') return 'CONNECTION_REFUSED';
  return kind === 'silent' ? 'NO_ANSWER' : 'BAD_ADDRESS';
}

/** False when the other scheme, or another kind of program, is there; null without TLS. */
async function schemeFits(
  request: TargetRequest,
  steps: ProbeSteps,
): Promise<SeenCertificate | null | false> {
  const tls = await lookAtTls(request);
  const hasTls = !(tls instanceof Error);
  if (request.isTls && hasTls) {
    steps.add('scheme', 'pass', 'ANSWERS');
    return tls;
  }
  const plain = await lookAtPage({ ...request, isTls: false, fingerprint: null }, '/');
  if (isAirPlay(plain)) steps.add('scheme', 'fail', 'AIRPLAY_ON_PORT', factsOf(plain));
  else if (hasTls) steps.add('scheme', 'fail', 'PLAIN_HTTP_ON_TLS_PORT');
  else if (typeof plain === 'string')
    steps.add('scheme', 'fail', plain === 'silent' ? 'NO_ANSWER' : 'NOT_A_GATEWAY');
  else if (request.isTls) steps.add('scheme', 'fail', 'TLS_ON_PLAIN_PORT', factsOf(plain));
  else {
    steps.add('scheme', 'pass', 'ANSWERS');
    return null;
  }
  return false;
}

const isAirPlay = (page: Glimpse): boolean =>
  typeof page !== 'string' && /^AirTunes/i.test(page.server ?? '');

function factsOf(page: Glimpse): Record<string, string | number> {
  if (typeof page === 'string') return {};
  const { status, server, contentType } = page;
  return {
    status,
    ...(server === null ? {} : { server }),
    ...(contentType === null ? {} : { contentType }),
  };
}

function certificateFits(
  { expectedFingerprint, isPractice }: ProbeSubject,
  seen: SeenCertificate | null,
  steps: ProbeSteps,
): boolean {
  if (seen === null) {
    steps.add('certificate', 'warn', 'NO_TLS');
    return true;
  }
  const facts = { ...seen };
  const isExpected = expectedFingerprint === seen.fingerprint;
  if (expectedFingerprint !== null && !isExpected) {
    steps.add('certificate', 'fail', 'CERTIFICATE_CHANGED', { ...facts, expectedFingerprint });
    return false;
  }
  // Recognising the stock certificate proves nothing: whoever wants can show it.
  if (!isPractice && seen.commonName === stockName)
    steps.add('certificate', 'warn', 'CERTIFICATE_STOCK', facts);
  else
    steps.add(
      'certificate',
      'pass',
      isExpected ? 'CERTIFICATE_PINNED' : 'CERTIFICATE_FIRST_SEEN',
      facts,
    );
  return true;
}

/** The gateway itself answers its root, whatever the state of the login or of IBKR: with the way to the login page. */
async function gatewayAnswers(
  { isPractice }: ProbeSubject,
  address: Address,
  steps: ProbeSteps,
): Promise<boolean> {
  const root = await lookAtPage(address, '/');
  const code = gatewayCode(root);
  if (code === 'GATEWAY_FOUND')
    steps.add('gateway', 'pass', isPractice ? 'PRACTICE_GATEWAY_FOUND' : code);
  else steps.add('gateway', 'fail', code, factsOf(root));
  return code === 'GATEWAY_FOUND';
}

function gatewayCode(root: Glimpse): ProbeCode {
  if (root === 'silent') return 'NO_ANSWER';
  if (root === 'closed') return 'NOT_A_GATEWAY';
  const words = `${root.statusText} ${root.body.subarray(0, 200).toString()}`;
  if (root.status === 302 && /\/sso\/Login\b/.test(root.location ?? '')) return 'GATEWAY_FOUND';
  if (root.status === 404 && /access denied/i.test(words)) return 'ACCESS_DENIED';
  return root.status === 403 && /cors rejected/i.test(words) ? 'ORIGIN_REFUSED' : 'NOT_A_GATEWAY';
}

async function lookAtLogin(
  { readStatus }: ProbeSubject,
  address: Address,
  steps: ProbeSteps,
): Promise<void> {
  const status = await (readStatus?.(statusWithinMs) ??
    lookAtPage(address, statusPath, statusWithinMs));
  if (typeof status === 'string') return steps.add('login', 'warn', codeOfNothing[status]);
  const body = status.status === 200 ? jsonOf(status.body) : null;
  if (status.status === 401) steps.add('login', 'waiting', 'NOT_LOGGED_IN');
  else if (typeof body !== 'object' || body === null || !('authenticated' in body))
    steps.add('login', 'warn', 'BROKER_ERROR', factsOf(status));
  else if (body.authenticated === true) steps.add('login', 'pass', 'LOGGED_IN');
  else steps.add('login', 'waiting', 'NOT_LOGGED_IN', loginFacts(body));
}

const codeOfNothing = { silent: 'UPSTREAM_SILENT', closed: 'BROKER_ERROR' } as const;

function loginFacts(body: object): Record<string, string> {
  const told = Object.entries(body).filter(
    ([name]) => name === 'competing' || name === 'connected',
  );
  return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
}
