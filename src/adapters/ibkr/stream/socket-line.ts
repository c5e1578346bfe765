import { hostPaths, socketProtocol } from '#config/host-api.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { StreamEvent } from '#services/ports/gateway-stream.ts';

export type LineState = Extract<StreamEvent, { kind: 'socket' }>['state'];

/** Opens a socket of this page: a path below its own origin, and the subprotocols. */
export type CreateSocket = (path: string, protocols: string[]) => WebSocket;

interface LineDeps {
  readonly createSocket: CreateSocket;
  readonly token: () => string;
  readonly clock: Clock;
  /** Every frame, decoded. Returns what it tells of the broker's end of the line; null for nothing. */
  readonly onFrame: (text: string) => LineState | null;
  readonly onState: (state: LineState) => void;
}

const backOffMs = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** The broker's heartbeat comes every 10 s. */
const silentAfterMs = 30_000;
const checkEveryMs = 5_000;

/**
 * One socket kept open. Frames arrive as bytes or text. What is sent before the broker's end has spoken is lost, so
 * nothing is; when it falls silent for 30 s the socket is made anew, since it may stay open to nobody.
 */
export class SocketLine {
  readonly #deps: LineDeps;
  readonly #decoder = new TextDecoder();
  #socket: WebSocket | null = null;
  #state: LineState = 'closed';
  #isWanted = false;
  #attempts = 0;
  #heardAt = 0;
  #callOff: () => void = () => undefined;

  constructor(deps: LineDeps) {
    this.#deps = deps;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Opens the socket unless it is wanted already. */
  open(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#connect();
  }

  close(): void {
    this.#isWanted = false;
    this.#callOff();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#become('closed');
  }

  /** Sends while the line is open; otherwise the text is dropped, and said again when it opens. */
  send(text: string): void {
    if (this.isOpen) this.#socket?.send(text);
  }

  #connect(): void {
    const protocols = [socketProtocol, `token.${this.#deps.token()}`];
    const socket = this.#deps.createSocket(hostPaths.socket, protocols);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#heardAt = this.#deps.clock.now();
    this.#become('waiting');
    socket.addEventListener('message', (event) => this.#take(socket, event.data));
    // An error is always followed by a close.
    socket.addEventListener('close', () => this.#lost(socket));
    this.#watch(socket);
  }

  #take(socket: WebSocket, data: unknown): void {
    if (socket !== this.#socket) return;
    const text = typeof data === 'string' ? data : this.#decode(data);
    const told = text === null ? null : this.#deps.onFrame(text);
    if (told === null) return;
    this.#heardAt = this.#deps.clock.now();
    this.#attempts = 0;
    this.#become(told);
  }

  #decode(data: unknown): string | null {
    return data instanceof ArrayBuffer ? this.#decoder.decode(data) : null;
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#callOff();
    this.#become('closed');
    const delayMs = backOffMs[Math.min(this.#attempts, backOffMs.length - 1)] ?? 30_000;
    this.#attempts += 1;
    this.#callOff = this.#deps.clock.after(delayMs, () => this.#connect());
  }

  #watch(socket: WebSocket): void {
    this.#callOff = this.#deps.clock.after(checkEveryMs, () => {
      if (socket !== this.#socket) return;
      if (!this.#isSilent()) return this.#watch(socket);
      this.#become('silent');
      socket.close();
      this.#lost(socket);
    });
  }

  /** While the host itself says that the broker's end is down, a new socket to the host would not help. */
  #isSilent(): boolean {
    const isExpected = this.#state === 'open' || this.#state === 'waiting';
    return isExpected && this.#deps.clock.now() - this.#heardAt >= silentAfterMs;
  }

  #become(state: LineState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#deps.onState(state);
  }
}
