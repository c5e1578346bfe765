import { lazy, Suspense, useEffect } from 'react';

import { useNotices } from '#queries/notices.ts';
import { useFirstChain } from '#stores/first-chain.ts';

const loadList = async () => {
  const { NoticeList: list } = await import('./notice-list.tsx');
  return { default: list };
};
/** The chain does not wait for the words of messages that have not come yet: they are fetched right after it. */
const NoticeList = lazy(loadList);

/**
 * Messages in a live region of their own, above every screen. The region is there from the start: one that comes with
 * its first message is not spoken.
 */
export function NoticeToasts() {
  const { notices } = useNotices();
  const isChainThere = useFirstChain((first) => first.isThere);
  useEffect(() => {
    if (isChainThere) void loadList().catch(() => undefined);
  }, [isChainThere]);
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {notices.length === 0 ? null : (
        <Suspense>
          <NoticeList />
        </Suspense>
      )}
    </section>
  );
}
