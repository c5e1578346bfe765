import { jsonOf } from '../http/body.ts';

/** Says in the words of the terminal why the desk did not start. */
export async function explainFailure(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return `Could not start: ${String(error)}`;
  switch (error.name) {
    case 'PortBusyError':
      return explainBusyPort('port' in error && typeof error.port === 'number' ? error.port : 0);
    case 'DatabaseInUseError':
      return (
        `${error.message}\nStrikedesk is already running with this data. Use that desk, or stop it first. ` +
        'A second desk needs its own STRIKEDESK_DATA_DIR, STRIKEDESK_KEYS_DIR and STRIKEDESK_PORT.'
      );
    case 'NewerDataError':
      return `${error.message}\nStart the newer edition, or give this one a folder of its own with STRIKEDESK_DATA_DIR.`;
    default:
      return error.message.startsWith('Could not')
        ? error.message
        : `Could not start: ${error.stack ?? error.message}`;
  }
}

async function explainBusyPort(port: number): Promise<string> {
  if (await isDesk(port))
    return (
      `Strikedesk is already running at http://localhost:${port}. Nothing was changed.\n` +
      'Use that desk, or stop it first (Ctrl+C in its terminal). For a new link press Enter there.'
    );
  return (
    `Could not start: another program listens on port ${port}. Nothing was changed.\n` +
    'Stop that program, or choose another port, for example STRIKEDESK_PORT=5274.'
  );
}

/** A desk refuses strangers in its own way. */
async function isDesk(port: number): Promise<boolean> {
  for (const address of ['127.0.0.1', '[::1]']) {
    try {
      const answer = await fetch(`http://${address}:${port}/config.json`, {
        signal: AbortSignal.timeout(1_500),
        redirect: 'manual',
      });
      const body = jsonOf(await answer.text());
      if (typeof body === 'object' && body !== null && 'strikedesk' in body) return true;
    } catch {
      // Nothing there, or nothing that speaks HTTP.
    }
  }
  return false;
}
