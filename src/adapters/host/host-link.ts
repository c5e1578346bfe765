import { hostPaths, tokenHeader, type HostErrorBody, type OwnerSession } from '#config/host-api.ts';
import type {
  BackupInfo,
  ConnectionState,
  HostFrame,
  HostStatus,
  LeaseRequest,
  LeaseState,
  ProbeReport,
} from '#domain/host-facts.ts';
import { err, ok } from '#lib/result.ts';
import type { FromHost, HostLink } from '#services/ports/host-link.ts';

interface Deps {
  readonly fetch: typeof fetch;
  readonly token: string;
  readonly tabId: string;
  /** Frames of the topic `host`, as the socket brings them. */
  readonly frames: (listener: (frame: HostFrame) => void) => () => void;
}

/** A host that does not answer by then is away: it sits on this machine. */
const patienceMs = 15_000;
/** Probing waits for a gateway, backups for the disk. */
const longPatienceMs = 120_000;
const slowPaths: ReadonlySet<string> = new Set([
  hostPaths.probe,
  hostPaths.connection,
  hostPaths.backups,
  hostPaths.restore,
]);

/** The host's own routes. */
export function createHostLink(deps: Deps): HostLink {
  const call = <T>(method: string, path: string, body?: unknown): FromHost<T> =>
    callHost<T>(deps, method, path, body);
  const lease = (wish: LeaseRequest['wish']) =>
    call<LeaseState>('POST', hostPaths.lease, { tabId: deps.tabId, wish });
  return {
    loadConnection: () => call<ConnectionState>('GET', hostPaths.connection),
    probe: (target) => call<ProbeReport>('POST', hostPaths.probe, target),
    connect: (target, acceptFingerprint) =>
      call<ProbeReport>('POST', hostPaths.connection, { ...target, acceptFingerprint }),
    disconnect: () => call<ConnectionState>('DELETE', hostPaths.connection),
    loadStatus: () => call<HostStatus>('GET', hostPaths.status),
    renewLease: () => lease('renew'),
    takeLease: () => lease('take'),
    seizeLease: () => lease('seize'),
    leaveLease: () => void lease('leave'),
    listBackups: () => call<readonly BackupInfo[]>('GET', hostPaths.backups),
    makeBackup: () => call<BackupInfo>('POST', hostPaths.backups, {}),
    restoreBackup: async (id) => {
      const answer = await call<unknown>('POST', hostPaths.restore, { id });
      return answer.ok ? ok(undefined) : answer;
    },
    subscribe: deps.frames,
  };
}

/** The owner's session at the embedded database. */
export function fetchOwnerSession(deps: Pick<Deps, 'fetch' | 'token'>): FromHost<OwnerSession> {
  return callHost<OwnerSession>(deps, 'POST', hostPaths.session, {});
}

async function callHost<T>(
  deps: Pick<Deps, 'fetch' | 'token'>,
  method: string,
  path: string,
  body: unknown,
): FromHost<T> {
  try {
    const answer = await deps.fetch(path, {
      method,
      cache: 'no-store',
      keepalive: path === hostPaths.lease,
      signal: AbortSignal.timeout(slowPaths.has(path) ? longPatienceMs : patienceMs),
      headers: { [tokenHeader]: deps.token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const value: unknown = text === '' ? null : JSON.parse(text);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host of the same build wrote it
    if (answer.ok) return ok(value as T);
    return err(errorIn(value, answer.status));
  } catch (error) {
    return err({
      code: 'HOST_AWAY',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

function errorIn(value: unknown, status: number): { code: string; detail: string } {
  if (typeof value === 'object' && value !== null && 'strikedesk' in value) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host of the same build wrote it
    const { code, detail } = (value as HostErrorBody).strikedesk;
    return { code, detail };
  }
  return { code: 'HOST_AWAY', detail: `The host answered ${status}.` };
}
