import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;
const LASTS_DAYS = 825;

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** SHA-256 of the certificate, colon-separated hex. */
export const fingerprintOf = ({ cert }: Certificate): string =>
  new X509Certificate(cert).fingerprint256;

async function make(): Promise<Certificate> {
  const now = Date.now();
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + LASTS_DAYS * DAY_MS),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

const isCurrent = ({ cert }: Certificate) =>
  Date.parse(new X509Certificate(cert).validTo) > Date.now() + DAY_MS;

/**
 * The key pair kept in `dataDir`, made when there is none or it is about to end, so that a browser's exception and the
 * desk's pin stay good. Without a folder every start has its own.
 */
export async function loadCertificate(dataDir: string | null): Promise<Certificate> {
  if (dataDir === null) return make();
  const [keyPath, certPath] = [join(dataDir, 'gateway-key.pem'), join(dataDir, 'gateway-cert.pem')];
  try {
    const kept = { key: await readFile(keyPath, 'utf8'), cert: await readFile(certPath, 'utf8') };
    if (isCurrent(kept)) return kept;
  } catch {
    // Not there yet, or unreadable: a new pair takes its place.
  }
  const made = await make();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(keyPath, made.key, { mode: 0o600 });
  await chmod(keyPath, 0o600);
  await writeFile(certPath, made.cert);
  return made;
}
