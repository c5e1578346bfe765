import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';

import { DeskContext } from '#queries/desk-context.ts';

import { fakeDesk, type FakeDesk } from './fake-desk.ts';

afterEach(cleanup);

// What a screen shows at last is what counts; a busy machine may need longer than the library's one second.
configure({ asyncUtilTimeout: 10_000 });

/** Draws a screen fed by a fake desk. Answers the desk, its pens, a user and what Testing Library answers. */
export function renderWithDesk(screen: ReactNode, fake: FakeDesk = fakeDesk()) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const rendered = render(
    <QueryClientProvider client={client}>
      <DeskContext value={fake.desk}>{screen}</DeskContext>
    </QueryClientProvider>,
  );
  return { ...fake, ...rendered, user: userEvent.setup() };
}
