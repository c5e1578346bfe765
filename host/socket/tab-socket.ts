import { WebSocketServer, type WebSocket } from 'ws';

import { socketProtocol } from '#config/host-api.ts';

import type { UpgradeHandler } from '../errand.ts';
import { refusal } from '../http/refusal.ts';
import { refuseUpgrade } from '../http/refuse-upgrade.ts';

import type { SocketHub } from './socket-hub.ts';

/** Messages of a tab are short lists of fields. */
const largestMessage = 64 * 1024;
/** A tab that lets this much pile up does not read any more. */
const mostUnread = 4 * 1024 * 1024;
const mostTabs = 32;

export interface TabSockets {
  readonly upgrade: UpgradeHandler;
  close(): void;
}

/** The tabs' side of the socket. */
export function tabSockets(hub: SocketHub): TabSockets {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: largestMessage,
    // The token in the second protocol is a secret: only our own name is given back.
    handleProtocols: () => socketProtocol,
  });
  return {
    upgrade: (visit, request, socket, head) => {
      if (server.clients.size >= mostTabs)
        return refuseUpgrade(
          socket,
          refusal('RATE_LIMITED', 'Too many tabs of the desk are open.'),
        );
      const tabId = new URLSearchParams(visit.query).get('tab');
      server.handleUpgrade(request, socket, head, (tab) => serveTab(hub, tab, tabId));
    },
    close: () => {
      for (const tab of server.clients) tab.terminate();
    },
  };
}

function serveTab(hub: SocketHub, tab: WebSocket, tabId: string | null): void {
  const send = (text: string) => {
    if (tab.readyState !== tab.OPEN) return;
    if (tab.bufferedAmount > mostUnread) tab.terminate();
    else tab.send(text, () => undefined);
  };
  const { hear, leave } = hub.enter(
    { send },
    tabId === null || tabId === '' ? null : tabId.slice(0, 100),
  );
  tab.on('message', (data, isBinary) => {
    if (!isBinary && data instanceof Buffer) hear(data.toString('utf8'));
  });
  tab.on('close', leave);
  tab.on('error', () => tab.terminate());
}
