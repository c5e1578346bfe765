import { jsonOf } from '../http/body.ts';

/** What a tab may say on the socket, taken apart. */
export type TabMessage =
  | {
      readonly kind: 'subscribe';
      /** `smd`, `sor`, ... */
      readonly verb: string;
      /** A conid, an account; empty for topics of the whole login. */
      readonly subject: string;
      readonly args: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'unsubscribe'; readonly verb: string; readonly subject: string }
  /** Ends a stream of bars by the id that the server gave it. */
  | { readonly kind: 'stop-bars'; readonly serverId: string }
  | { readonly kind: 'pass'; readonly text: string };

interface Verb {
  /** What stands between the pluses. */
  readonly subject: RegExp;
  readonly stop: string;
}

const none = /^$/;
const conid = /^\d{1,12}(@[A-Z]{1,12})?$/;
const account = /^[\w.-]{1,40}$/;

/** The topics that may be asked for, each with its end. */
const verbs = new Map<string, Verb>([
  ['smd', { subject: conid, stop: 'umd' }],
  ['smh', { subject: conid, stop: 'umh' }],
  ['sor', { subject: none, stop: 'uor' }],
  ['str', { subject: none, stop: 'utr' }],
  ['spl', { subject: none, stop: 'upl' }],
  ['ssd', { subject: account, stop: 'usd' }],
  ['sld', { subject: account, stop: 'uld' }],
]);

const verbOfStop = new Map([...verbs].map(([verb, { stop }]) => [stop, verb]));
const serverIdPattern = /^[\w.:-]{1,60}$/;
const longest = 4_096;

/** Parses one message of a tab; null for anything that is not on the list. */
export function parseTabMessage(text: string): TabMessage | null {
  if (text.length > longest) return null;
  if (text === 'tic' || text === 'ech+hb') return { kind: 'pass', text };
  const [, word = '', rest = ''] = /^([a-z]{3})(?:\+(.*))?$/s.exec(text) ?? [];
  const { subject, args } = divide(rest);
  if (args === null) return null;
  if (word !== 'umh') return subscription(word, subject, args);
  return serverIdPattern.test(subject) ? { kind: 'stop-bars', serverId: subject } : null;
}

function subscription(
  word: string,
  subject: string,
  args: Readonly<Record<string, unknown>>,
): TabMessage | null {
  const stopped = verbOfStop.get(word);
  const verb = stopped ?? word;
  if (verbs.get(verb)?.subject.test(subject) !== true) return null;
  return stopped === undefined
    ? { kind: 'subscribe', verb, subject, args }
    : { kind: 'unsubscribe', verb, subject };
}

/** The end of a topic, in the server's words. */
export function stopText(verb: string, subject: string): string {
  const stop = verbs.get(verb)?.stop ?? '';
  // The two spellings are the server's own.
  if (stop === 'utr') return stop;
  return subject === '' ? `${stop}+{}` : `${stop}+${subject}+{}`;
}

export function startText(verb: string, subject: string, args: object): string {
  const json = JSON.stringify(args);
  return subject === '' ? `${verb}+${json}` : `${verb}+${subject}+${json}`;
}

/** `265598+{...}`, `{...}` or `265598`. The arguments are null when they are no JSON object. */
function divide(rest: string) {
  const brace = rest.indexOf('{');
  if (brace === -1) return { subject: rest, args: {} };
  const args = jsonOf(rest.slice(brace));
  return { subject: rest.slice(0, brace).replace(/\+$/, ''), args: isRecord(args) ? args : null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
