import type { Instant } from '#domain/time.ts';

/** The practice gateway that this host runs beside itself. */
export interface PracticeGateway {
  readonly host: string;
  readonly port: number;
  readonly loginUrl: string;
  /** SHA-256 of its certificate, colon-separated hex; null when it speaks plain HTTP. */
  readonly fingerprint: string | null;
  /** Trades around the clock; else it keeps the hours of the real exchanges. */
  readonly isAlwaysOpen: boolean;
  /** What its exchange's clock shows. */
  now(): Instant;
  close(): Promise<void>;
}

/** Starts it on a port; 0 is any. Its account lives in `dataDir`. */
export type StartPractice = (options: {
  readonly port: number;
  readonly dataDir: string;
  readonly alwaysOpen: boolean;
  /** What the clock of a new exchange shows; left out, the real time. */
  readonly now?: Instant;
}) => Promise<PracticeGateway>;
