/** One call as the practice gateway wrote it down. */
export interface LoggedCall {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
}

/** The practice gateway's own controls: only programs of this machine reach them. */
export function practiceControl(base: string) {
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${base}/practice${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok)
      throw new Error(`Could not control the practice gateway: ${await answer.text()}`);
    return answer.json();
  };
  return {
    /** Every call from now on is answered so much later, as over a line to the broker. */
    answerAfter: (ms: number) => send('POST', '/faults', { kind: 'slow', ms, count: 1_000_000 }),
    clearLog: () => send('DELETE', '/log'),
    /** Calls since the log was cleared. */
    calls: async () => (await send('GET', '/log')) as readonly LoggedCall[],
  };
}

export type PracticeControl = ReturnType<typeof practiceControl>;
