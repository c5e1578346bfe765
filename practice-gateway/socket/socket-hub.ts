import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer } from 'ws';

import type { Conid } from '#domain/contract.ts';
import type { ExchangeEvent } from '#simulation/exchange-shapes.ts';

import type { World } from '../world.ts';
import { Connection } from './connection.ts';
import { GatewaySocket } from './gateway-socket.ts';

/** Sockets that work at once; more open but stay silent. Measured. */
const PLACES = 5;
const LINES = 100;
/** The client's side is open before the broker's. */
const UPSTREAM_MS = 60;
const HEARTBEAT_MS = 10_000;
const QUOTES_MS = 500;
const PNL_MS = 1000;
const SLOW_MS = 10_000;
const LARGEST_MESSAGE = 65_536;

/** All sockets of the gateway. */
export class SocketHub {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    WebSocket: GatewaySocket,
  });
  readonly #connections = new Set<Connection>();
  /** The ones with a connection to the broker. */
  readonly #placed = new Set<Connection>();
  readonly #world: World;
  readonly #due = new Map<string, number>();
  #lastMemory: unknown;

  constructor(world: World) {
    this.#world = world;
    this.#lastMemory = world.session.memory;
    world.session.subscribe(() => this.#sessionChanged());
  }

  get count(): number {
    return this.#connections.size;
  }

  /** Contracts watched by any socket. */
  watched(): Set<Conid> {
    return new Set([...this.#connections].flatMap((one) => [...one.conids]));
  }

  /** Takes any upgrade, on any path, from any origin, logged in or not: as the real gateway does. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (client) => this.#open(client));
  }

  /** Tells the events and whatever is due. */
  beat(events: readonly ExchangeEvent[]): void {
    const due = {
      heartbeat: this.#isDue('heartbeat', HEARTBEAT_MS),
      quotes: this.#isDue('quotes', QUOTES_MS),
      pnl: this.#isDue('pnl', PNL_MS),
      slow: this.#isDue('slow', SLOW_MS),
    };
    const isReady = this.#world.session.brokerage === 'ready';
    for (const one of this.#connections) {
      if (due.heartbeat) one.heartbeat();
      if (!isReady) continue;
      for (const event of events) one.tellEvent(event);
      const frames = [
        ...(due.quotes ? one.quotes.frames() : []),
        ...(due.pnl ? one.topics.pnlFrames() : []),
        ...(due.slow ? one.topics.slowFrames() : []),
      ];
      for (const frame of frames) one.send(frame);
    }
  }

  /** Sends a frame to everyone, e.g. a notification. */
  broadcast(frame: Readonly<Record<string, unknown>>): void {
    for (const one of this.#connections) one.send(frame);
  }

  /** The broker drops the connections: clients see close 1000. */
  drop(): void {
    for (const one of this.#connections) one.close();
  }

  /** The open sockets stay open and say nothing more. */
  silence(): void {
    for (const one of this.#connections) one.isSilent = true;
  }

  close(): void {
    for (const one of this.#connections) one.terminate();
    this.#server.close();
  }

  #isDue(name: string, everyMs: number): boolean {
    const now = performance.now();
    if (now - (this.#due.get(name) ?? -Infinity) < everyMs) return false;
    this.#due.set(name, now);
    return true;
  }

  #hasFreeLine(): boolean {
    const { streams } = this.#world.session.memory;
    return new Set([...this.watched(), ...streams.keys()]).size < LINES;
  }

  /** Without a login or a free place the socket stays open and silent for good. */
  #open(client: GatewaySocket): void {
    const connection = new Connection(client, this.#world, () => this.#hasFreeLine());
    this.#connections.add(connection);
    client.on('error', () => client.terminate());
    client.once('close', () => {
      this.#connections.delete(connection);
      this.#placed.delete(connection);
    });
    if (this.#world.session.sso === null || this.#placed.size >= PLACES) return;
    this.#placed.add(connection);
    setTimeout(() => {
      if (this.#placed.has(connection)) connection.greet();
    }, UPSTREAM_MS).unref();
  }

  #sessionChanged(): void {
    const { session } = this.#world;
    const isNewMemory = session.memory !== this.#lastMemory;
    this.#lastMemory = session.memory;
    for (const one of this.#connections) {
      if (isNewMemory) one.forgetSubscriptions();
      one.tellStatus();
      if (session.sso === null && one.isUp) one.close();
    }
  }
}
