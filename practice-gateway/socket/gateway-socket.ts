import { WebSocket } from 'ws';

/** The gateway's end of a client's socket, with its measured manners. */
export class GatewaySocket extends WebSocket {
  /** A client that closes gets no close frame back: the connection is cut, and it sees 1006. */
  override close(): void {
    this.terminate();
  }

  /** Closes from our side: the client sees 1000. */
  farewell(): void {
    super.close(1000);
  }
}
