import { startText, stopText, type TabMessage } from './tab-message.ts';

export type TabKey = symbol;

/** The server lets a quote subscription end after 15 minutes without a word. */
const renewAfterMs = 12 * 60_000;

type Subscribe = Extract<TabMessage, { kind: 'subscribe' }>;

type Args = Readonly<Record<string, unknown>>;

interface Entry {
  readonly verb: string;
  readonly subject: string;
  /** What each tab asked for: the fields of quotes, or the arguments of other topics. */
  readonly tabs: Map<TabKey, Args>;
  sentAt: number;
  /** Quotes: everything told since the subscription, because later frames bring only changes. */
  known: Args | null;
}

/** Merges what all tabs ask for into what the gateway is asked for. Gives the messages to send; sends nothing. */
export class SubscriptionBook {
  readonly #entries = new Map<string, Entry>();
  readonly #barIds = new Map<string, string>();

  /** Asking again is asking the server again: the tab has its reasons. */
  subscribe(tab: TabKey, { verb, subject, args }: Subscribe, now: number): readonly string[] {
    const key = keyOf(verb, subject);
    const entry: Entry = this.#entries.get(key) ?? {
      verb,
      subject,
      tabs: new Map<TabKey, Args>(),
      sentAt: now,
      known: null,
    };
    entry.tabs.set(tab, args);
    this.#entries.set(key, entry);
    return [this.#start(entry, now)];
  }

  unsubscribe(tab: TabKey, verb: string, subject: string): readonly string[] {
    const entry = this.#entries.get(keyOf(verb, subject));
    return entry === undefined ? [] : this.#leave(tab, entry);
  }

  /** Bars are ended by the id that their frames bring. */
  stopBars(tab: TabKey, serverId: string): readonly string[] {
    const entry = this.#entries.get(this.#barIds.get(serverId) ?? '');
    return entry === undefined ? [] : this.#leave(tab, entry);
  }

  drop(tab: TabKey): readonly string[] {
    return [...this.#entries.values()].flatMap((entry) => this.#leave(tab, entry));
  }

  /** Everything again, on a new line. What was known belongs to the old one. */
  resubscribe(now: number): readonly string[] {
    return [...this.#entries.values()].map((entry) => {
      entry.known = null;
      return this.#start(entry, now);
    });
  }

  /** The quotes whose subscription is about to end. */
  renew(now: number): readonly string[] {
    return [...this.#entries.values()]
      .filter(({ verb, sentAt }) => verb === 'smd' && now - sentAt >= renewAfterMs)
      .map((entry) => this.#start(entry, now));
  }

  /** Who gets a frame of a topic; null: everybody. Remembers what later subscribers of a quote will miss. */
  audience(topic: string, frame: Args): ReadonlySet<TabKey> | null {
    const entry = this.#entries.get(topic);
    if (entry === undefined) return isSubscribed(topic) ? new Set() : null;
    if (entry.verb === 'smd') entry.known = { ...entry.known, ...frame };
    const serverId = frame['serverId'];
    if (entry.verb === 'smh' && typeof serverId === 'string') this.#barIds.set(serverId, topic);
    return new Set(entry.tabs.keys());
  }

  /** The last known quote for a tab that joins others; null when there is none. */
  known(verb: string, subject: string): Args | null {
    return this.#entries.get(keyOf(verb, subject))?.known ?? null;
  }

  #start(entry: Entry, now: number): string {
    entry.sentAt = now;
    const all = [...entry.tabs.values()];
    const args = entry.verb === 'smd' ? { fields: unionOfFields(all) } : (all.at(-1) ?? {});
    return startText(entry.verb, entry.subject, args);
  }

  #leave(tab: TabKey, entry: Entry): readonly string[] {
    if (!entry.tabs.delete(tab) || entry.tabs.size > 0) return [];
    const key = keyOf(entry.verb, entry.subject);
    this.#entries.delete(key);
    return entry.verb === 'smh' ? this.#stopBarsOf(key) : [stopText(entry.verb, entry.subject)];
  }

  #stopBarsOf(key: string): string[] {
    const ids = [...this.#barIds].filter(([, topic]) => topic === key).map(([id]) => id);
    for (const id of ids) this.#barIds.delete(id);
    return ids.map((id) => `umh+${id}`);
  }
}

const keyOf = (verb: string, subject: string): string =>
  subject === '' ? verb : `${verb}+${subject}`;

/** Topics that only come because somebody asked: a late one, after the end, is for nobody. */
const isSubscribed = (topic: string): boolean => /^(smd|smh|sor|str|spl|ssd|sld)(\+|$)/.test(topic);

function unionOfFields(all: readonly Args[]): string[] {
  const fields = all.flatMap((args) => (Array.isArray(args['fields']) ? args['fields'] : []));
  return [
    ...new Set(
      fields.filter(
        (field): field is string => typeof field === 'string' && /^\d{1,6}$/.test(field),
      ),
    ),
  ];
}
