import { err, ok, type Result } from '#lib/result.ts';
import type { OpenError, SealContext, Vault } from '#services/ports/vault.ts';

/** Envelope: `sd1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url. */
const version = 'sd1';
const nonceBytes = 12;
const shortestKey = 32;

interface Options {
  /** Key material of at least 32 characters. It is stretched by HKDF and never cut. */
  readonly key: string;
  /** Short public name of the key, written into each envelope. */
  readonly keyId: string;
}

/** AES-256-GCM with a fresh nonce per text, bound to user, row and field. Throws on a key that is too short. */
export async function createWebVault({ key, keyId }: Options): Promise<Vault> {
  if (key.length < shortestKey) {
    throw new Error(`Could not open the vault: the key has fewer than ${shortestKey} characters.`);
  }
  const aesKey = await deriveKey(key);
  return {
    keyId,
    seal: async (plainText, context) => {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: boundTo(context, keyId) },
        aesKey,
        new TextEncoder().encode(plainText),
      );
      return [version, keyId, toText(nonce), toText(new Uint8Array(sealed))].join('.');
    },
    open: (envelope, context) => openEnvelope(envelope, context, { aesKey, keyId }),
  };
}

async function openEnvelope(
  envelope: string,
  context: SealContext,
  { aesKey, keyId }: { readonly aesKey: CryptoKey; readonly keyId: string },
): Promise<Result<string, OpenError>> {
  const [madeBy, sealedWith, nonce, sealed, ...rest] = envelope.split('.');
  if (madeBy !== version) return err('unknown-version');
  if (nonce === undefined || sealed === undefined || rest.length > 0) return err('damaged');
  if (sealedWith !== keyId) return err('wrong-key');
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromText(nonce), additionalData: boundTo(context, keyId) },
      aesKey,
      fromText(sealed),
    );
    return ok(new TextDecoder().decode(plain));
  } catch {
    return err('damaged');
  }
}

async function deriveKey(material: string): Promise<CryptoKey> {
  const encoder = new TextEncoder();
  const base = await crypto.subtle.importKey('raw', encoder.encode(material), 'HKDF', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: encoder.encode('strikedesk vault'),
      info: encoder.encode('credentials v1'),
    },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Length-prefixed, so that two contexts never read the same. */
function boundTo({ userId, rowId, field }: SealContext, keyId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify([version, keyId, userId, rowId, field]));
}

function toText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (sign) => sign.codePointAt(0) ?? 0);
}
