import type { HostFrame, HostStatus } from '#domain/host-facts.ts';

import type { HostClock } from '../gateway/clock.ts';
import type { GatewayRoom, Target } from '../gateway/gateway-room.ts';
import type { Leader, Lease } from '../lease.ts';

import { dialGateway } from './dial-gateway.ts';
import { FrameMemory } from './frame-memory.ts';
import { StatusTeller } from './status-teller.ts';
import { SubscriptionBook, type TabKey } from './subscription-book.ts';
import { parseTabMessage, type TabMessage } from './tab-message.ts';
import { UpstreamSocket, type UpstreamState } from './upstream-socket.ts';

/** One tab's end of the socket. */
export interface TabLine {
  send(text: string): void;
}

/** How the hub hears of a tab. */
export interface TabEnd {
  readonly hear: (text: string) => void;
  readonly leave: () => void;
}

interface Tab {
  readonly line: TabLine;
  readonly tabId: string | null;
}

interface HubParts {
  readonly clock: HostClock;
  readonly gateway: GatewayRoom;
  readonly lease: Lease;
}

/** A reload leaves for a moment: the line to the gateway outlives that. */
const lingerMs = 10_000;
const renewCheckMs = 30_000;

/** Fans the one socket of the gateway out to all tabs, merges what they ask for, and adds the host's own frames. */
export class SocketHub {
  readonly #parts: HubParts;
  readonly #tabs = new Map<TabKey, Tab>();
  readonly #teller: StatusTeller;
  readonly #book = new SubscriptionBook();
  readonly #memory = new FrameMemory();
  #upstream: UpstreamSocket | null = null;
  #fence: number;
  #callOffLinger: () => void = () => undefined;
  #callOffRenewal: () => void = () => undefined;

  constructor(parts: HubParts) {
    this.#parts = parts;
    const { gateway, lease, clock } = parts;
    this.#fence = lease.fence;
    this.#teller = new StatusTeller(
      clock,
      () => this.status(),
      (frame) => this.#tellAll(frame),
    );
    gateway.onTraffic = () => this.#teller.changed();
    gateway.onTarget = (target) => this.#pointTo(target);
    gateway.onLogin = () => this.#comeAlive();
    lease.onChange = (leader) => this.#leaderChanged(leader);
    lease.isTalking = (tabId) => this.#hasTab(tabId) && gateway.target?.line.isConversing === true;
    this.#renewLater();
  }

  /** A tab has come. Gives what to call with its messages, and when it goes. */
  enter(line: TabLine, tabId: string | null): TabEnd {
    const key: TabKey = Symbol('tab');
    const { gateway, lease } = this.#parts;
    this.#tabs.set(key, { line, tabId });
    this.#callOffLinger();
    this.#upstream?.want(true);
    this.#tell(line, { topic: 'host', connection: gateway.state() });
    this.#tell(line, { topic: 'host', lease: lease.leader });
    this.#tell(line, { topic: 'host', status: this.status() });
    if (this.#upstreamState() === 'open')
      for (const frame of this.#memory.frames) line.send(JSON.stringify(frame));
    this.#teller.changed();
    return {
      hear: (text) => this.#hear(key, line, parseTabMessage(text)),
      leave: () => this.#leave(key),
    };
  }

  status(): HostStatus {
    const { target } = this.#parts.gateway;
    return {
      ...(target?.line.facts() ?? atRest),
      socket: this.#upstream?.facts() ?? { state: 'closed', ageMs: null },
      tabs: this.#tabs.size,
    };
  }

  close(): void {
    this.#callOffLinger();
    this.#callOffRenewal();
    this.#teller.close();
    this.#upstream?.want(false);
  }

  /** A new leader cannot answer the question that the one before was asked, and must not wait until it dies. */
  #leaderChanged(leader: Leader): void {
    if (leader.fence !== this.#fence) this.#parts.gateway.target?.line.endConversation();
    this.#fence = leader.fence;
    this.#tellAll({ topic: 'host', lease: leader });
  }

  #hasTab(wanted: string): boolean {
    return [...this.#tabs.values()].some(({ tabId }) => tabId === wanted);
  }

  #upstreamState(): UpstreamState {
    return this.#upstream?.facts().state ?? 'closed';
  }

  #leave(key: TabKey): void {
    const tab = this.#tabs.get(key);
    if (tab === undefined) return;
    this.#tabs.delete(key);
    this.#send(this.#book.drop(key));
    if (tab.tabId !== null && !this.#hasTab(tab.tabId)) this.#parts.lease.drop(tab.tabId);
    if (this.#tabs.size === 0)
      this.#callOffLinger = this.#parts.clock.after(lingerMs, () => this.#upstream?.want(false));
    this.#teller.changed();
  }

  #hear(key: TabKey, line: TabLine, message: TabMessage | null): void {
    switch (message?.kind) {
      case undefined:
        return;
      case 'pass':
        return this.#send([message.text]);
      case 'stop-bars':
        return this.#send(this.#book.stopBars(key, message.serverId));
      case 'unsubscribe':
        return this.#send(this.#book.unsubscribe(key, message.verb, message.subject));
      case 'subscribe': {
        const known = this.#book.known(message.verb, message.subject);
        if (known !== null) line.send(JSON.stringify(known));
        this.#send(this.#book.subscribe(key, message, this.#parts.clock.now()));
      }
    }
  }

  #send(messages: readonly string[]): void {
    for (const message of messages) this.#upstream?.send(message);
  }

  #pointTo(target: Target | null): void {
    this.#upstream?.want(false);
    this.#memory.clear();
    this.#book.resubscribe(this.#parts.clock.now());
    this.#upstream = target === null ? null : this.#upstreamTo(target);
    this.#upstream?.want(this.#tabs.size > 0);
    this.#tellAll({ topic: 'host', connection: this.#parts.gateway.state() });
    this.#teller.now();
  }

  #upstreamTo({ line }: Target): UpstreamSocket {
    return new UpstreamSocket({
      clock: this.#parts.clock,
      dial: (events) => dialGateway(line.address, events),
      onFrame: (text, frame) => {
        if (frame === null) return this.#fanOut(text, null);
        const topic = typeof frame['topic'] === 'string' ? frame['topic'] : '';
        line.proof.observeFrame(topic, frame);
        this.#memory.note(frame);
        this.#fanOut(text, this.#book.audience(topic, frame));
      },
      onReady: () => this.#send(this.#book.resubscribe(this.#parts.clock.now())),
      onState: () => {
        if (this.#upstreamState() !== 'open') this.#memory.clear();
        this.#teller.now();
      },
    });
  }

  /** A login was just proved: a line that waits for its next try would work now, and refused topics would be taken. */
  #comeAlive(): void {
    if (this.#upstreamState() === 'open')
      this.#send(this.#book.resubscribe(this.#parts.clock.now()));
    else this.#upstream?.nudge();
  }

  #renewLater(): void {
    this.#callOffRenewal = this.#parts.clock.after(renewCheckMs, () => {
      this.#send(this.#book.renew(this.#parts.clock.now()));
      this.#renewLater();
    });
  }

  #fanOut(text: string, audience: ReadonlySet<TabKey> | null): void {
    for (const [key, { line }] of this.#tabs)
      if (audience === null || audience.has(key)) line.send(text);
  }

  #tellAll(frame: HostFrame): void {
    for (const { line } of this.#tabs.values()) this.#tell(line, frame);
  }

  #tell(line: TabLine, frame: HostFrame): void {
    line.send(JSON.stringify(frame));
  }
}

/** What the desk shows before it points at a gateway: nothing used, nothing held. */
const atRest: Pick<HostStatus, 'budget' | 'slots'> = {
  budget: { used: 0, limit: 10, waiting: 0, pausedMs: 0 },
  slots: { busy: 0, hung: 0, limit: 4, isWedged: false },
};
