import type { Conid } from '#domain/contract.ts';

import type { SnapshotStream } from './brokerage-memory.ts';
import type { World } from './world.ts';

/** Contracts a username may watch at once, snapshots and socket together. */
const LINES = 100;
const IDLE_MS = 30_000;

/** Conids with a live socket subscription; they share the lines with snapshots. */
export type SocketLines = ReadonlySet<Conid>;

/** The stream of a conid, opened when it is new. Null when all lines are taken. */
export function openStream(
  world: World,
  conid: Conid,
  socketLines: SocketLines,
): { readonly stream: SnapshotStream; readonly isNew: boolean } | null {
  const { streams } = world.session.memory;
  const now = world.clock.elapsed();
  const known = streams.get(conid);
  if (known !== undefined) {
    known.usedAt = now;
    return { stream: known, isNew: false };
  }
  const used = new Set([...streams.keys(), ...socketLines]);
  if (!used.has(conid) && used.size >= LINES) {
    // Streams nobody asked for in a while make room.
    for (const [id, stream] of streams) if (now - stream.usedAt > IDLE_MS) streams.delete(id);
    if (new Set([...streams.keys(), ...socketLines]).size >= LINES) return null;
  }
  const stream = { openedAt: now, usedAt: now, fields: new Set<string>() };
  streams.set(conid, stream);
  return { stream, isNew: true };
}
