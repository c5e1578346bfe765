/** The practice gateway that this host runs beside itself. */
export interface PracticeGateway {
  readonly host: string;
  readonly port: number;
  readonly loginUrl: string;
  /** SHA-256 of its certificate, colon-separated hex; null when it speaks plain HTTP. */
  readonly fingerprint: string | null;
  close(): Promise<void>;
}

/** Starts it on a port; 0 is any. Its account lives in `dataDir`. */
export type StartPractice = (options: {
  readonly port: number;
  readonly dataDir: string;
}) => Promise<PracticeGateway>;
