import type { LampCause, LampName } from '#domain/gateway-session.ts';
import type { ProbeCheck, ProbeReport, ProbeStep, TargetRequest } from '#domain/host-facts.ts';
import { useAccountList } from '#queries/account-list.ts';
import { useSession } from '#queries/session.ts';
import { Icon, type IconName } from '#ui/icon.tsx';
import { Lamp } from '#ui/lamp.tsx';

import { probeWords, stepNames } from './probe-words.ts';

export type RowLook = 'pass' | 'warn' | 'block' | 'run' | 'wait';

export interface DoctorRow {
  readonly name: string;
  readonly look: RowLook;
  readonly found: string;
  readonly took: string;
}

const steps: readonly ProbeStep[] = ['port', 'scheme', 'certificate', 'gateway'];

const looks: Record<ProbeCheck['verdict'], RowLook> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'block',
  waiting: 'wait',
};

/** The rows of the probe, before, while and after it runs. */
export function probeRows(report: ProbeReport | null, isRunning: boolean): readonly DoctorRow[] {
  return steps.map((step, index) => {
    const check = report?.checks.find((row) => row.step === step);
    if (report === null || check === undefined || isRunning) {
      const isLooking = isRunning && index === 0;
      const found = isLooking ? 'Looking' : 'waits';
      return { name: stepNames[step], look: isLooking ? 'run' : 'wait', found, took: '' };
    }
    return checkRow(check, report.target);
  });
}

function checkRow(check: ProbeCheck, { port, isTls }: TargetRequest): DoctorRow {
  const { step, verdict, code, elapsedMs } = check;
  const isAsChosen = step === 'scheme' && code === 'ANSWERS';
  return {
    name: step === 'port' ? `Port ${port}` : stepNames[step],
    look: looks[verdict],
    found: isAsChosen ? `${isTls ? 'HTTPS' : 'HTTP'}, as chosen` : foundWords(check),
    took: elapsedMs === null ? '' : `${Math.round(elapsedMs)} ms`,
  };
}

function foundWords({ code, facts }: ProbeCheck): string {
  return code === null ? 'not looked at' : probeWords[code].found(facts);
}

const lampRowNames: Record<LampName, string> = {
  sso: 'Login',
  brokerage: 'Brokerage session',
  data: 'Market data',
  socket: 'Live line',
};

const causeWords: Record<LampCause, string> = {
  'not-connected': 'waits for the gateway',
  'gateway-unreachable': 'The gateway cannot be reached',
  'gateway-silent': 'The gateway does not answer',
  'gateway-wedged': 'The gateway is wedged: restart it',
  'not-a-gateway': 'Something else answers',
  'access-denied': 'The gateway refuses this computer',
  'not-logged-in': 'Waiting for you to log in',
  'no-brokerage-session': 'Asked, the broker has not opened it yet',
  competing: 'Another login of this user holds it',
  starting: 'Asked once, the broker is starting it',
  'no-market-data': 'No prices yet',
  'socket-closed': 'Not open yet',
  'socket-silent': 'Open, but silent',
  'rate-limited': 'The broker asked for fewer requests',
  'broker-error': 'The broker answered with an error',
};

const waitingCauses: readonly LampCause[] = [
  'not-connected',
  'not-logged-in',
  'starting',
  'no-market-data',
  'socket-closed',
];

/** The rows that turn on after the probe: the four lamps and the account list. */
export function useSessionRows(isConnected: boolean): readonly DoctorRow[] {
  const { lamps, username } = useSession();
  const list = useAccountList();
  const lampRow = (name: LampName, good: string): DoctorRow => {
    const lamp = lamps[name];
    const row = { name: lampRowNames[name], took: '' };
    if (!isConnected) return { ...row, look: 'wait', found: 'waits for the gateway' };
    if (name !== 'sso' && lamps.sso.state !== 'good') {
      return { ...row, look: 'wait', found: 'waits for the login' };
    }
    if (lamp.state === 'good') return { ...row, look: 'pass', found: good };
    // Nobody asks for prices here: what is on the desk does.
    if (lamp.cause === null && name === 'data')
      return { ...row, look: 'wait', found: 'asked for with the first chain' };
    if (lamp.cause === null) return { ...row, look: 'run', found: 'Asked, no answer yet' };
    const isWaiting = lamp.state === 'waiting' || waitingCauses.includes(lamp.cause);
    return { ...row, look: isWaiting ? 'run' : 'block', found: causeWords[lamp.cause] };
  };
  const accounts: DoctorRow =
    isConnected && list !== null
      ? { name: 'Accounts', look: 'pass', found: countWords(list.accounts.length), took: '' }
      : { name: 'Accounts', look: 'wait', found: 'waits for the session', took: '' };
  return [
    lampRow('sso', username === null ? 'Logged in' : `Logged in as ${username}`),
    lampRow('brokerage', 'Open, ours alone'),
    accounts,
    lampRow('data', 'Prices arrive'),
    lampRow('socket', 'Open, the broker speaks'),
  ];
}

const countWords = (count: number) =>
  count === 1 ? '1 account listed' : `${count} accounts listed`;

const icons: Partial<Record<RowLook, IconName>> = { pass: 'check', warn: 'warn', block: 'block' };
const spoken: Record<RowLook, string> = {
  pass: 'passed',
  warn: 'warning',
  block: 'broken',
  run: 'running',
  wait: 'waiting',
};

/** One row per link of the chain; the first broken one is explained beside it. */
export function DoctorList({ rows }: { readonly rows: readonly DoctorRow[] }) {
  return (
    <section>
      <div className="row doctor-head">
        <h3>Connection doctor</h3>
        <span className="grow" />
        <span className="muted" role="status">
          {tally(rows)}
        </span>
      </div>
      <ul className="doc">
        {rows.map((row) => {
          const icon = icons[row.look];
          return (
            <li key={row.name} className={`is-${row.look}`}>
              {icon === undefined ? null : <Icon name={icon} />}
              {row.look === 'run' ? <Lamp look="waiting" /> : null}
              {row.look === 'wait' ? <i aria-hidden="true" /> : null}
              <b>
                {row.name}
                <span className="vh"> {spoken[row.look]}</span>
              </b>
              <span>{row.found}</span>
              <time>{row.took}</time>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function tally(rows: readonly DoctorRow[]): string {
  const counts: readonly (readonly [RowLook, string])[] = [
    ['pass', 'pass'],
    ['warn', 'to read'],
    ['block', 'broken'],
    ['run', 'running'],
    ['wait', 'waiting'],
  ];
  return counts
    .map(([look, word]) => [rows.filter((row) => row.look === look).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
