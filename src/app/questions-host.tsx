import { lazy, Suspense } from 'react';

import { useConversation } from '#stores/conversation.ts';

const OrderQuestions = lazy(async () => {
  const { OrderQuestions: dialog } =
    await import('#features/order-ticket/sending/question-dialog.tsx');
  return { default: dialog };
});

/** Asks the broker's questions above every screen of the desk; loaded with the first one. */
export function QuestionsHost() {
  const isAsked = useConversation((store) => store.talk.kind === 'question');
  return isAsked ? (
    <Suspense>
      <OrderQuestions />
    </Suspense>
  ) : null;
}
