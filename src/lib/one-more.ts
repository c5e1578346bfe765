/**
 * Work that is wished for more often than it can be done. One run at a time; all wishes that come meanwhile are served by a
 * single run after it. The answer of the returned function comes once every wish made so far is served.
 */
export function oneMore(work: () => Promise<void>): () => Promise<void> {
  let isWished = false;
  let running: Promise<void> | null = null;
  const serve = async (): Promise<void> => {
    while (isWished) {
      isWished = false;
      await work();
    }
  };
  return () => {
    isWished = true;
    running ??= serve().finally(() => (running = null));
    return running;
  };
}
