import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';

import { DeskContext } from '#queries/desk-context.ts';

import { HostAwayScreen, NotPairedScreen } from './cover-screens.tsx';
import { BrokenScreen, ErrorBoundary } from './error-screen.tsx';
import { HostStateContext } from '#queries/host-state.ts';
import type { Opening } from './opening.ts';
import { createDeskRouter } from './router.tsx';
import { Skeleton } from './skeleton.tsx';

const SignInPage = lazy(async () => {
  const { SignInPage: page } = await import('#features/sign-in/sign-in-page.tsx');
  return { default: page };
});

interface AppProps {
  /** Reads the host's config and builds the desk. Called once per page. */
  readonly open: () => Promise<Opening>;
}

type AppState =
  Opening | { readonly kind: 'opening' } | { readonly kind: 'broken'; detail: string };

export function App({ open }: AppProps) {
  const [state, setState] = useState<AppState>({ kind: 'opening' });
  useEffect(() => {
    let isGone = false;
    open().then(
      (opening) => (isGone ? undefined : setState(opening)),
      (error: unknown) =>
        isGone ? undefined : setState({ kind: 'broken', detail: wordsOf(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [open]);
  return <ErrorBoundary>{draw(state, setState)}</ErrorBoundary>;
}

function draw(state: AppState, setState: (state: AppState) => void) {
  switch (state.kind) {
    case 'opening':
      return <Skeleton />;
    case 'not-paired':
      return <NotPairedScreen />;
    case 'host-away':
      return <HostAwayScreen detail={state.detail} />;
    case 'broken':
      return <BrokenScreen detail={state.detail} />;
    case 'sign-in':
      return (
        <Suspense fallback={<Skeleton />}>
          <SignInPage
            onSignIn={async (email, password) => {
              const answer = await state.signIn(email, password);
              if (!answer.ok) return answer.error;
              setState(answer.value);
              return null;
            }}
          />
        </Suspense>
      );
    case 'ready':
      return <Desk {...state} />;
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Reads are asked again twice with growing pauses; what changes something is never repeated. */
function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: 2, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}

function Desk({ desk, hostState }: Extract<Opening, { kind: 'ready' }>) {
  const client = useMemo(() => makeClient(), []);
  const router = useMemo(() => createDeskRouter({ desk, client }), [desk, client]);
  return (
    <QueryClientProvider client={client}>
      <DeskContext value={desk}>
        <HostStateContext value={hostState}>
          <RouterProvider router={router} />
        </HostStateContext>
      </DeskContext>
    </QueryClientProvider>
  );
}
