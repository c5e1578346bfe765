import { useEffect } from 'react';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';

import { environmentNames } from '#features/mode-switcher/frame-mode.ts';
import { NoticeToasts } from '#features/session-strip/notice-toasts.tsx';
import { SessionBanner } from '#features/session-strip/session-banner.tsx';
import type { Environment } from '#domain/trading-mode.ts';
import { noteDeed } from '#queries/audit.ts';
import { useDesk } from '#queries/desk-context.ts';
import { useRetryWhenReady } from '#queries/session.ts';
import { useFirstChain } from '#stores/first-chain.ts';
import { useTicket } from '#stores/ticket.ts';

import { DeskFooter } from './desk-footer.tsx';
import { DeskHeader } from './desk-header.tsx';
import { useGoKeys } from './go-keys.ts';
import { HostBanner } from './host-banner.tsx';
import { useHostState } from '#queries/host-state.ts';
import { QuestionsHost } from './questions-host.tsx';
import { Rail } from './rail.tsx';
import { useWindowMode } from './window-mode.ts';

const placeNames: Readonly<Record<string, string>> = {
  '/': '',
  '/account': 'Account',
  '/audit': 'Audit log',
  '/settings': 'Settings',
};

/** What stands around every screen of the desk: which money, how the session is, where to go. */
export function DeskFrame() {
  const navigate = useNavigate();
  const hostState = useHostState();
  const desk = useDesk();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const symbol = useRouterState({
    select: ({ location }) => ('symbol' in location.search ? (location.search.symbol ?? '') : ''),
  });
  useFirstChainPatience(path);
  useWindowMode(path === '/' ? symbol : (placeNames[path] ?? ''));
  useRetryWhenReady();
  useGoKeys((to) => void navigate({ to }));
  const handleSwitch = (environment: Environment) => {
    useTicket.getState().clear();
    void noteDeed(desk, 'mode.changed', `Left for the ${environmentNames[environment]} login.`, {
      environment,
    });
    // Live begins with its typed word.
    const step = environment === 'live' ? 1 : 2;
    void navigate({ to: '/setup/$environment', params: { environment }, search: { step } });
  };
  return (
    <div className="desk">
      <DeskHeader onSwitch={handleSwitch} />
      {hostState === 'here' ? (
        <SessionBanner onOpenConnections={() => void navigate({ to: '/settings' })} />
      ) : (
        <HostBanner state={hostState} />
      )}
      <Rail />
      <Outlet />
      <DeskFooter />
      <NoticeToasts />
      <QuestionsHost />
    </div>
  );
}

/** With a slow broker, what is held and what works must not wait for the chain. */
const longestWaitMs = 5_000;

/** Other screens have no chain to wait for. */
function useFirstChainPatience(path: string): void {
  const tell = useFirstChain((first) => first.tell);
  const isOnDesk = path === '/';
  useEffect(() => {
    const timer = setTimeout(tell, isOnDesk ? longestWaitMs : 0);
    return () => clearTimeout(timer);
  }, [isOnDesk, tell]);
}
