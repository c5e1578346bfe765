import tls from 'node:tls';

import { connectTo, ConnectFailure, type Address } from '../gateway/verified-connection.ts';
import { openWire, type WireAnswer } from '../gateway/wire.ts';

/** What a certificate says, without believing it. */
export interface SeenCertificate {
  /** SHA-256, colon-separated hex. */
  readonly fingerprint: string;
  readonly commonName: string;
  readonly validTo: string;
}

type Place = Pick<Address, 'host' | 'port'>;

const lookWithinMs = 3_000;

/** Opens and closes a connection. Null when something listens, the failure otherwise. */
export async function lookAtPort(place: Place): Promise<ConnectFailure | null> {
  try {
    (await connectTo({ ...place, isTls: false, fingerprint: null }, lookWithinMs)).destroy();
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

/** Shakes hands and looks at the certificate. */
export async function lookAtTls(place: Place): Promise<SeenCertificate | ConnectFailure> {
  try {
    const socket = await connectTo({ ...place, isTls: true, fingerprint: null }, lookWithinMs);
    const certificate =
      socket instanceof tls.TLSSocket ? socket.getPeerX509Certificate() : undefined;
    socket.destroy();
    if (certificate === undefined) return new ConnectFailure('no-tls', 'There is no certificate.');
    return {
      fingerprint: certificate.fingerprint256,
      commonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '',
      validTo: certificate.validTo,
    };
  } catch (error) {
    return asFailure(error);
  }
}

/** What came back for one GET. `silent`: the line stayed open without a word; `closed`: it was cut. */
export type Glimpse = WireAnswer | 'silent' | 'closed';

/** Asks for one page on a line of its own, without following anything. */
export async function lookAtPage(
  address: Address,
  target: string,
  withinMs = lookWithinMs,
): Promise<Glimpse> {
  const wire = openWire(address, lookWithinMs);
  try {
    const call = wire.send({ method: 'GET', target, body: Buffer.alloc(0), isAlone: true });
    const timeout = new Promise<'silent'>((resolve) => {
      const timer = setTimeout(() => resolve('silent'), withinMs);
      void call.answer.then(() => clearTimeout(timer));
    });
    const answer = await Promise.race([call.answer, timeout]);
    if (answer === 'silent') return 'silent';
    return answer.ok ? answer.value : 'closed';
  } finally {
    wire.close();
  }
}

const asFailure = (error: unknown): ConnectFailure => {
  if (error instanceof ConnectFailure) return error;
  throw error;
};
