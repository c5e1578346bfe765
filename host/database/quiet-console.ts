import { AsyncLocalStorage } from 'node:async_hooks';

type Sink = (words: readonly unknown[]) => void;
type Write = (...words: unknown[]) => void;

const listening = new AsyncLocalStorage<Sink>();
let installed: Write | null = null;

/**
 * Runs `work`; what it, and only it, sends to `console.error` goes to `sink`.
 *
 * @supabase/lite writes every failed statement with its parameters there, also refusals that are expected. A
 * parameter can be an account number or a sum, so none may reach the terminal.
 */
export function withQuietConsole<T>(sink: Sink, work: () => Promise<T>): Promise<T> {
  standInFrontOf(console);
  return listening.run(sink, work);
}

function standInFrontOf(terminal: { error: Write }): void {
  if (terminal.error === installed) return;
  const write = terminal.error.bind(terminal);
  installed = (...words) => (listening.getStore() ?? ((given) => write(...given)))(words);
  terminal.error = installed;
}
