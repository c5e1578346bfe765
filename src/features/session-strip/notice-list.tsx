import { useNotices } from '#queries/notices.ts';
import { ToastList } from '#ui/toast-list.tsx';

import { noticeWords } from './notice-words.ts';

/** Messages about orders, the session and the database, in words. Refusals stay until they are put away. */
export function NoticeList() {
  const { notices, dismiss } = useNotices();
  const toasts = notices.map(({ id, severity, code, facts }) => ({
    id,
    severity,
    ...noticeWords[code](facts),
  }));
  return <ToastList toasts={toasts} onDismiss={dismiss} />;
}
