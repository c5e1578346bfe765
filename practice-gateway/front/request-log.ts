const KEPT = 5000;

export interface LoggedRequest {
  /** Real time, epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** Path below `/v1/api`, with the query. */
  readonly path: string;
  /** Null while unanswered. */
  status: number | null;
  ms: number | null;
}

/** The last calls, for tests, benches and a curious trader. Bodies are not kept. */
export class RequestLog {
  readonly #rows: LoggedRequest[] = [];

  open(method: string, path: string): LoggedRequest {
    const row: LoggedRequest = { at: Date.now(), method, path, status: null, ms: null };
    this.#rows.push(row);
    if (this.#rows.length > KEPT) this.#rows.shift();
    return row;
  }

  close(row: LoggedRequest, status: number): void {
    row.status = status;
    row.ms = Date.now() - row.at;
  }

  list(): readonly LoggedRequest[] {
    return this.#rows;
  }

  clear(): void {
    this.#rows.length = 0;
  }
}
