import type { Big } from 'big.js';

import type { HostFrame } from '#domain/host-facts.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { GatewayStream, OrderUpdate, StreamEvent } from '#services/ports/gateway-stream.ts';

import { isRecord } from '../failure.ts';
import { looseDecimal } from '../schema.ts';
import type { SessionMemory } from '../session-memory.ts';
import { parseFrame, type Frame } from './frames.ts';
import { OrderRows } from './order-rows.ts';
import { QuoteLines } from './quote-lines.ts';
import { SocketLine, type CreateSocket, type LineState } from './socket-line.ts';

interface StreamDeps {
  readonly createSocket: CreateSocket;
  readonly token: () => string;
  readonly clock: Clock;
  readonly memory: SessionMemory;
}

/** The gateway's stream, and the frames the host adds to the same socket. */
export interface IbkrStream extends GatewayStream {
  /** Hears of the host's own frames. Returns the way to stop. */
  readonly hostFrames: (listener: (frame: HostFrame) => void) => () => void;
}

/**
 * Orders, fills and P&L: how each is started and stopped. Of orders and fills only changes: about a hundred of a day make a
 * first answer beyond 64 KiB, and such a frame closes the gateway's socket. The lists are read by themselves.
 */
const accountTopics = [
  ['sor+{"realtimeUpdatesOnly":true}', 'uor+{}'],
  ['str+{"realtimeUpdatesOnly":true}', 'utr'],
  ['spl+{}', 'upl+{}'],
] as const;
/** How the host's word for the broker's end is ours. */
const lineStates = {
  open: 'open',
  silent: 'silent',
  connecting: 'waiting',
  closed: 'closed',
} as const;
/** After a refusal for want of an account list the topics are asked again this much later. */
const askAgainMs = 2_000;

export function createIbkrStream(deps: StreamDeps): IbkrStream {
  return new Stream(deps);
}

class Stream implements IbkrStream {
  readonly #deps: StreamDeps;
  readonly #listeners = new Set<(event: StreamEvent) => void>();
  readonly #hostListeners = new Set<(frame: HostFrame) => void>();
  readonly #line: SocketLine;
  readonly #quotes: QuoteLines;
  readonly #orders: OrderRows;
  readonly #pnl = new Map<string, Readonly<Record<string, Big | null>>>();
  #accountAskers = 0;
  #isAskingAgain = false;

  constructor(deps: StreamDeps) {
    this.#deps = deps;
    this.#line = new SocketLine({
      ...deps,
      onFrame: (text) => this.#take(parseFrame(text)),
      onState: (state) => this.#becomes(state),
    });
    this.#quotes = new QuoteLines({
      clock: deps.clock,
      send: (text) => this.#line.send(text),
      watched: deps.memory.watched,
    });
    this.#orders = new OrderRows((id) => deps.memory.orderTypes.get(id));
  }

  readonly hostFrames = (listener: (frame: HostFrame) => void): (() => void) => {
    this.#hostListeners.add(listener);
    this.#line.open();
    return () => void this.#hostListeners.delete(listener);
  };

  subscribe(listener: (event: StreamEvent) => void): () => void {
    this.#listeners.add(listener);
    this.#line.open();
    return () => void this.#listeners.delete(listener);
  }

  watchQuotes(conids: Parameters<GatewayStream['watchQuotes']>[0]): () => void {
    return this.#quotes.watch(conids);
  }

  watchAccount(): () => void {
    this.#accountAskers += 1;
    if (this.#accountAskers === 1) this.#askAccount();
    let isStopped = false;
    return () => {
      if (isStopped) return;
      isStopped = true;
      this.#accountAskers -= 1;
      if (this.#accountAskers === 0) for (const [, stop] of accountTopics) this.#line.send(stop);
    };
  }

  close(): void {
    this.#quotes.pause();
    this.#line.close();
  }

  #askAccount(): void {
    this.#orders.clear();
    this.#pnl.clear();
    for (const [start] of accountTopics) this.#line.send(start);
  }

  #becomes(state: LineState): void {
    if (state === 'open') this.#restart();
    else this.#quotes.pause();
    this.#tell({ kind: 'socket', state });
  }

  #restart(): void {
    this.#quotes.restart();
    if (this.#accountAskers > 0) this.#askAccount();
  }

  /** What the frame tells of the broker's end: everything from there proves it alive. */
  #take(frame: Frame | null): LineState | null {
    if (frame === null) return null;
    switch (frame.kind) {
      case 'host':
        return this.#hear(frame.frame);
      case 'event':
        this.#tell(frame.event);
        return 'open';
      case 'orders':
        this.#tellOrders(frame.rows);
        return 'open';
      case 'pnl':
        this.#tellPnl(frame.rows);
        return 'open';
      case 'refused':
        this.#askAgain(frame.text);
        return 'open';
      case 'other':
        return 'open';
    }
  }

  /** The host holds the broker's end: when it says "open", that end need not have spoken to this tab yet. */
  #hear(frame: HostFrame): LineState | null {
    for (const listener of this.#hostListeners) listener(frame);
    return 'status' in frame ? lineStates[frame.status.socket.state] : null;
  }

  #tellOrders(rows: readonly unknown[]): void {
    const updates = rows
      .map((row) => this.#orders.take(row))
      .filter((update): update is OrderUpdate => update !== null);
    if (updates.length > 0) this.#tell({ kind: 'orders', updates });
  }

  /** Rows bring changed figures only, one row per account; told is the selected account's, whole. */
  #tellPnl(rows: Readonly<Record<string, unknown>>): void {
    for (const [key, row] of Object.entries(rows)) {
      if (!isRecord(row)) continue;
      const changed = Object.entries(row).map(([name, value]) => [name, readFigure(value)]);
      this.#pnl.set(key, { ...this.#pnl.get(key), ...Object.fromEntries(changed) });
    }
    const selected = this.#deps.memory.selectedAccount;
    const key = selected === null ? Object.keys(rows)[0] : `${selected}.Core`;
    const figures = key === undefined || !(key in rows) ? undefined : this.#pnl.get(key);
    if (figures === undefined) return;
    this.#tell({
      kind: 'pnl',
      dailyPnl: figures['dpl'] ?? null,
      unrealizedPnl: figures['upl'] ?? null,
      netLiquidation: figures['nl'] ?? null,
    });
  }

  /** Topics are refused until the account list was read; the session keeper reads it at about the same time. */
  #askAgain(text: string): void {
    if (!/no accounts|query \/accounts/i.test(text) || this.#isAskingAgain) return;
    this.#isAskingAgain = true;
    this.#deps.clock.after(askAgainMs, () => {
      this.#isAskingAgain = false;
      if (this.#line.isOpen) this.#restart();
    });
  }

  #tell(event: StreamEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function readFigure(value: unknown): Big | null {
  return looseDecimal.parse(value);
}
