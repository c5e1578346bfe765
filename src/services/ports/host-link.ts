import type {
  BackupInfo,
  ConnectionState,
  HostFrame,
  HostStatus,
  LeaseState,
  ProbeReport,
  TargetRequest,
} from '#domain/host-facts.ts';
import type { Result } from '#lib/result.ts';

/** The host's no, or its silence. Codes are those of config/host-api.ts, or `HOST_AWAY`. */
export interface HostLinkError {
  readonly code: string;
  readonly detail: string;
}

export type FromHost<T> = Promise<Result<T, HostLinkError>>;

/** The local process behind the desk. */
export interface HostLink {
  loadConnection(): FromHost<ConnectionState>;
  /** Looks at each link of the chain; connects nothing. */
  probe(target: TargetRequest): FromHost<ProbeReport>;
  /**
   * Probes, and makes it the one target when a gateway answers. `acceptFingerprint` is the changed certificate that the
   * trader has looked at: only that one is taken in the place of the one remembered.
   */
  connect(target: TargetRequest, acceptFingerprint: string | null): FromHost<ProbeReport>;
  disconnect(): FromHost<ConnectionState>;
  loadStatus(): FromHost<HostStatus>;
  renewLease(): FromHost<LeaseState>;
  /** Takes the lease from another tab, unless an order of it is in question: only when the trader acts in this one. */
  takeLease(): FromHost<LeaseState>;
  /** Takes it even then; the other tab's question stays unanswered. Only when the trader chose that. */
  seizeLease(): FromHost<LeaseState>;
  /** Best effort while the page goes away. */
  leaveLease(): void;
  listBackups(): FromHost<readonly BackupInfo[]>;
  makeBackup(): FromHost<BackupInfo>;
  restoreBackup(id: string): FromHost<void>;
  /** Frames of the topic `host` on the socket. */
  subscribe(listener: (frame: HostFrame) => void): () => void;
}
