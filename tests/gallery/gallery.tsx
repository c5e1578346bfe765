import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';

import '../../src/app/styles.css';

import { createDeskRouter } from '#app/router.tsx';
import { DeskContext } from '#queries/desk-context.ts';
import { useAppearance } from '#stores/appearance.ts';

import { openScene } from './scenes.ts';

const wishes = new URLSearchParams(globalThis.location.search);
const { path, fake } = openScene(wishes.get('scene') ?? 'desk');
if (wishes.get('theme') === 'light') useAppearance.getState().chooseTheme('light');
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
const router = createDeskRouter(
  { desk: fake.desk, client },
  createMemoryHistory({ initialEntries: [path] }),
);

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <DeskContext value={fake.desk}>
        <RouterProvider router={router} />
      </DeskContext>
    </QueryClientProvider>,
  );
}
