import type { IncomingMessage } from 'node:http';

import { err, ok, type Result } from '#lib/result.ts';

import { refusal, type Refusal } from './refusal.ts';

/** Reads a whole request body of at most `limit` bytes. Stops reading at the first byte too many. */
export function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Result<Buffer, Refusal>> {
  const tooLarge = refusal('TOO_LARGE', `The request body is larger than ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(err(tooLarge));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > limit) {
        request.off('data', onData);
        request.pause();
        resolve(err(tooLarge));
      } else chunks.push(chunk);
    };
    request.on('data', onData);
    request.once('end', () => resolve(ok(Buffer.concat(chunks))));
    request.once('close', () =>
      resolve(err(refusal('BAD_REQUEST', 'The request ended before its body was complete.'))),
    );
  });
}

/** Parses a JSON body; null for anything that is not JSON. */
export function jsonOf(text: string | Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return null;
  }
}
