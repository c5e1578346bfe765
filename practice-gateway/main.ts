import { parseCommandLine, usage } from './command-line.ts';
import { startPracticeGateway } from './practice-gateway.ts';
import type { PracticeOptions } from './settings.ts';

async function run(options: PracticeOptions): Promise<void> {
  const gateway = await startPracticeGateway(options);
  console.log(`Practice gateway: ${gateway.loginUrl}`);
  if (gateway.fingerprint !== null) console.log(`Certificate SHA-256: ${gateway.fingerprint}`);
  const stop = () => {
    gateway.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const read = parseCommandLine(process.argv.slice(2));
if (!read.ok) {
  console.error(`Could not start: ${read.error}.\n\n${usage}`);
  process.exitCode = 2;
} else if (read.value === 'help') {
  console.log(usage);
} else {
  run(read.value).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      isTaken
        ? 'Could not start: the port is taken. Stop the other practice gateway or choose another --port.'
        : `Could not start: ${reason}.`,
    );
    process.exitCode = 1;
  });
}
