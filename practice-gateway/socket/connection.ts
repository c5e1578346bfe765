import type { Conid } from '#domain/contract.ts';
import type { ExchangeEvent } from '#simulation/exchange-shapes.ts';
import type { RawData } from 'ws';

import { accountListBody } from '../api/account-body.ts';
import { serverInfo, statusBody } from '../api/session-body.ts';
import { lookUp } from '../look-up.ts';
import type { World } from '../world.ts';
import { AccountTopics } from './account-topics.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import { HistoryTopic } from './history-topic.ts';
import { parseMessage, type TopicMessage } from './parse-message.ts';
import { QuoteTopic } from './quote-topic.ts';

/** A frame larger than this kills the socket: the gateway's own limit, measured. */
const LARGEST_FRAME = 65_536;

type Frame = Readonly<Record<string, unknown>>;

/** Stopping most topics is not answered. */
function silently(stop: () => void): readonly Frame[] {
  stop();
  return [];
}

const textOf = (data: RawData): string => {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString('utf8');
};

/** One client's socket with its subscriptions. Before the broker's side is up, what the client sends is lost. */
export class Connection {
  /** The broker's side answers: there is a login and one of the five places. */
  isUp = false;
  /** Open, but says nothing more. */
  isSilent = false;
  readonly quotes: QuoteTopic;
  readonly topics: AccountTopics;
  readonly #history: HistoryTopic;
  readonly #socket: GatewaySocket;
  readonly #world: World;
  readonly #hasFreeLine: () => boolean;

  constructor(socket: GatewaySocket, world: World, hasFreeLine: () => boolean) {
    this.#socket = socket;
    this.#world = world;
    this.#hasFreeLine = hasFreeLine;
    this.quotes = new QuoteTopic(world);
    this.topics = new AccountTopics(world);
    this.#history = new HistoryTopic(world);
    socket.on('message', (data) => {
      if (this.isUp && !this.isSilent) this.#hear(textOf(data));
    });
  }

  get conids(): Iterable<Conid> {
    return this.quotes.conids;
  }

  /** The first frames of a fresh connection. */
  greet(): void {
    this.isUp = true;
    this.send({
      topic: 'system',
      success: this.#world.session.sso?.username ?? '',
      isFT: false,
      isPaper: this.#world.settings.isPaper,
    });
    this.send({ topic: 'act', args: accountListBody(this.#world) });
    this.tellStatus();
    // The market's time need not be this machine's: it is told at once, not at the next beat.
    this.heartbeat();
  }

  /** The session status, in pieces, as it arrives in the real one. */
  tellStatus(): void {
    const { authenticated, competing, message } = statusBody(this.#world);
    const username = this.#world.session.sso?.username ?? '';
    for (const args of [
      { authenticated },
      { competing },
      { message },
      { fail: '' },
      { ...serverInfo(this.#world), username },
    ]) {
      this.send({ topic: 'sts', args });
    }
  }

  heartbeat(): void {
    this.send({ topic: 'system', hb: this.#world.clock.market() });
  }

  tellEvent(event: ExchangeEvent): void {
    this.#sendAll(this.topics.eventFrames(event));
  }

  forgetSubscriptions(): void {
    this.quotes.clear();
    this.topics.clear();
    this.#history.clear();
  }

  /** Always binary, whatever the broker sent. */
  send(frame: Frame): void {
    this.#sendText(JSON.stringify(frame));
  }

  close(): void {
    this.#socket.farewell();
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #sendText(text: string): void {
    if (!this.isUp || this.isSilent || this.#socket.readyState !== this.#socket.OPEN) return;
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length > LARGEST_FRAME) return this.close();
    this.#socket.send(bytes, { binary: true });
  }

  #sendAll(frames: readonly Frame[]): void {
    for (const frame of frames) this.send(frame);
  }

  /** A fault of ours is told to the client, as on HTTP: it must not end the process, which may be the desk's host. */
  #hear(text: string): void {
    try {
      this.#take(text);
    } catch (error) {
      const words = error instanceof Error ? error.message : 'unknown';
      this.send({ error: words, code: 500, topic: 'error' });
    }
  }

  #take(text: string): void {
    if (text === 'tic') {
      const id = this.#world.session.sso?.token ?? '';
      return this.send({ topic: 'tic', alive: true, id, lastAccessed: this.#world.clock.market() });
    }
    if (text === 'ech+hb') return this.#sendText(text);
    const message = parseMessage(text);
    if (message === null) return this.#unknown(text);
    this.#world.refresh();
    return this.#obey(message, text);
  }

  #unknown(text: string): void {
    this.send({ error: `Topic unknown '${text.slice(0, 3)}'`, topic: 'error' });
  }

  #obey(message: TopicMessage, text: string): void {
    const { verb, target, args } = message;
    const topics = this.topics;
    const commands: Readonly<Record<string, () => readonly Frame[]>> = {
      smd: () => this.#startQuotes(target, args.fields ?? []),
      umd: () => silently(() => this.quotes.unsubscribe(target)),
      sor: () => topics.startOrders(args),
      uor: () => silently(() => topics.stop('sor')),
      str: () => topics.startTrades(args),
      utr: () => silently(() => topics.stop('str')),
      spl: () => topics.startPnl(),
      upl: () => silently(() => topics.stop('spl')),
      smh: () => this.#history.start(target, args),
      umh: () => this.#history.stop(target),
      ssd: () => topics.startSummary(target, args),
      usd: () => topics.stopSummary(target),
      sld: () => topics.startLedger(target, args),
      uld: () => topics.stopLedger(target),
    };
    const command = lookUp(commands, verb);
    if (command === undefined) return this.#unknown(text);
    return this.#sendAll(command());
  }

  #startQuotes(target: string, fields: readonly string[]): readonly Frame[] {
    if (!this.#world.session.memory.isAccountListRead) {
      return [{ error: 'No accounts', code: 500, topic: 'smd' }];
    }
    const isConid = this.quotes.subscribe(target, fields, this.#hasFreeLine);
    return isConid ? [] : [{ error: 'Invalid conid', code: 400, topic: 'smd' }];
  }
}
