import { brokerSuite } from './broker-suite.ts';
import { startIbkrOnPractice } from './ibkr-on-practice.ts';

brokerSuite('ibkr on the practice gateway:', async () => {
  const { ibkr, harness, close } = await startIbkrOnPractice();
  return {
    broker: ibkr.broker,
    market: ibkr.market,
    loseNextAnswer: async () => {
      await harness.post('/practice/faults', {
        kind: 'unknown-outcome',
        method: 'POST',
        path: '/iserver/account/DU7418203/orders',
        status: 503,
      });
    },
    askNextOrder: async (text) => {
      await harness.post('/practice/faults', { kind: 'question', text });
    },
    close,
  };
});
