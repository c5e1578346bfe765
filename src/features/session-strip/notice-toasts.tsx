import { lazy, Suspense, useEffect } from 'react';

import { useNotices } from '#queries/notices.ts';

const loadList = async () => {
  const { NoticeList: list } = await import('./notice-list.tsx');
  return { default: list };
};
/** The chain does not wait for the words of messages that have not come yet. */
const NoticeList = lazy(loadList);
const fetchAfterMs = 2000;

/**
 * Messages in a live region of their own, above every screen. The region is there from the start: one that comes with
 * its first message is not spoken.
 */
export function NoticeToasts() {
  const { notices } = useNotices();
  useEffect(() => {
    const timer = setTimeout(() => void loadList().catch(() => undefined), fetchAfterMs);
    return () => clearTimeout(timer);
  }, []);
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
