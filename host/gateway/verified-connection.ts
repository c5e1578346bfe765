import net from 'node:net';
import tls from 'node:tls';

/** Where a gateway listens. */
export interface Address {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** SHA-256 of the only certificate to speak to, colon-separated hex; null accepts any (to look at it first). */
  readonly fingerprint: string | null;
}

/** No connection came about, so nothing was sent. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure';
  readonly kind: 'refused' | 'silent' | 'no-tls' | 'certificate' | 'unreachable';

  constructor(kind: ConnectFailure['kind'], detail: string) {
    super(detail);
    this.kind = kind;
  }
}

const connectWithinMs = 5_000;

/**
 * Connects, and for TLS compares the certificate before anything is sent. Gateways have self-signed certificates, so
 * chains and names prove nothing: the pinned fingerprint does. Fails with {@link ConnectFailure}.
 */
export async function connectTo(
  address: Address,
  withinMs: number = connectWithinMs,
): Promise<net.Socket> {
  const socket = await connected(address, withinMs);
  if (!(socket instanceof tls.TLSSocket) || address.fingerprint === null) return socket;
  if (fingerprintOf(socket) === address.fingerprint) return socket;
  socket.destroy();
  throw new ConnectFailure(
    'certificate',
    `The certificate at ${address.host}:${address.port} is not the one the desk was connected to.`,
  );
}

/** SHA-256 of the peer's certificate, colon-separated hex. */
const fingerprintOf = (socket: tls.TLSSocket): string | null =>
  socket.getPeerX509Certificate()?.fingerprint256 ?? null;

function connected(address: Address, withinMs: number): Promise<net.Socket> {
  const { host, port, isTls } = address;
  return new Promise((resolve, reject) => {
    const socket = isTls
      ? tls.connect({
          host,
          port,
          // The fingerprint is the proof; see above.
          rejectUnauthorized: false,
          ...(net.isIP(host) === 0 ? { servername: host } : {}),
        })
      : net.connect({ host, port });
    let isOpen = false;
    const fail = (failure: ConnectFailure) => {
      socket.destroy();
      reject(failure);
    };
    const timer = setTimeout(
      () => fail(new ConnectFailure('silent', `Nothing answers at ${host}:${port}.`)),
      withinMs,
    );
    socket.once('connect', () => (isOpen = true));
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      socket.off('close', onClose);
      socket.setNoDelay(true);
      resolve(socket);
    });
    const onError = (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      fail(failureOf(error, isOpen, address));
    };
    const onClose = () => onError(new Error('closed'));
    socket.on('error', onError);
    socket.on('close', onClose);
  });
}

function failureOf(
  error: NodeJS.ErrnoException,
  isOpen: boolean,
  { host, port }: Address,
): ConnectFailure {
  const codes = [error.code, ...(error instanceof AggregateError ? error.errors.map(codeOf) : [])];
  if (codes.includes('ECONNREFUSED'))
    return new ConnectFailure('refused', `No program listens at ${host}:${port}.`);
  if (isOpen) return new ConnectFailure('no-tls', `${host}:${port} does not answer with TLS.`);
  return new ConnectFailure(
    'unreachable',
    `${host}:${port} cannot be reached (${error.code ?? error.message}).`,
  );
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
