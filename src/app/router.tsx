import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';

import type { Environment } from '#domain/trading-mode.ts';
import { savedConnectionsQuery } from '#queries/connection.ts';
import type { DeskServices } from '#services/desk-services.ts';

import { NotFoundScreen } from './cover-screens.tsx';
import { BrokenScreen } from './error-screen.tsx';
import { PendingPlace, Skeleton } from './skeleton.tsx';

interface RouterContext {
  readonly desk: DeskServices;
  readonly client: QueryClient;
}

/** What the desk shows; in the address, so that a link and a reload bring it back. */
export interface DeskSearch {
  readonly symbol?: string;
  readonly expiry?: string;
  readonly class?: string;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
});

const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: lazyRouteComponent(() => import('./desk-frame.tsx'), 'DeskFrame'),
  pendingComponent: Skeleton,
});

const deskRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): DeskSearch => ({
    ...textOf(search, 'symbol'),
    ...textOf(search, 'expiry'),
    ...textOf(search, 'class'),
  }),
  beforeLoad: async ({ context }) => {
    if (await isFirstRun(context)) throw redirect({ to: '/welcome' });
  },
  component: lazyRouteComponent(() => import('./desk-screen.tsx'), 'DeskScreen'),
});

const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-screen.tsx'), 'AccountScreen'),
});

const auditRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('#features/audit/audit-page.tsx'), 'AuditPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-screen.tsx'), 'SettingsScreen'),
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./setup-screens.tsx'), 'WelcomeScreen'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup/$environment',
  params: {
    parse: ({ environment }) => ({ environment: environmentOf(environment) }),
    stringify: ({ environment }) => ({ environment }),
  },
  validateSearch: (search: Record<string, unknown>): { readonly step?: number } => {
    const step = Number(search['step']);
    return Number.isInteger(step) && step >= 1 && step <= 4 ? { step } : {};
  },
  beforeLoad: ({ context, params }) => {
    const isOff = params.environment !== 'practice' && !context.desk.defaults.isIbkrEnabled;
    if (isOff) throw redirect({ to: '/welcome' });
  },
  component: lazyRouteComponent(() => import('./setup-screens.tsx'), 'SetupScreen'),
});

const routeTree = rootRoute.addChildren([
  frameRoute.addChildren([deskRoute, accountRoute, auditRoute, settingsRoute]),
  welcomeRoute,
  setupRoute,
]);

export function createDeskRouter(context: RouterContext, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context,
    ...(history === undefined ? {} : { history }),
    defaultPendingComponent: PendingPlace,
    defaultPendingMs: 300,
    defaultErrorComponent: ({ error }) => (
      <BrokenScreen detail={error instanceof Error ? error.message : String(error)} />
    ),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}

/** Whether no connection was ever set up. A database that does not answer is no first run. */
async function isFirstRun({ desk, client }: RouterContext): Promise<boolean> {
  const saved = await client
    .fetchQuery({ ...savedConnectionsQuery(desk), staleTime: 60_000, retry: false })
    .catch(() => null);
  return saved !== null && saved.every((connection) => connection.completedAt === null);
}

function environmentOf(text: string): Environment {
  return text === 'practice' || text === 'live' ? text : 'paper';
}

function textOf(search: Record<string, unknown>, name: keyof DeskSearch): DeskSearch {
  const value = search[name];
  if (typeof value === 'number') return { [name]: String(value) };
  return typeof value === 'string' && value !== '' ? { [name]: value } : {};
}
