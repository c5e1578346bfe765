import type { Result } from '#lib/result.ts';

/** What a sealed text is bound to; it opens only with the same words. */
export interface SealContext {
  readonly userId: string;
  readonly rowId: string;
  readonly field: string;
}

export type OpenError = 'wrong-key' | 'damaged' | 'unknown-version';

/** AES-256-GCM by WebCrypto. The envelope is versioned text: version, key id, nonce, ciphertext. */
export interface Vault {
  seal(plainText: string, context: SealContext): Promise<string>;
  open(envelope: string, context: SealContext): Promise<Result<string, OpenError>>;
  readonly keyId: string;
}
