import { getRouteApi, useNavigate } from '@tanstack/react-router';

import { SetupWizard } from '#features/setup-wizard/setup-wizard.tsx';
import { WelcomePage } from '#features/welcome/welcome-page.tsx';
import type { Environment } from '#domain/trading-mode.ts';
import { useDefaults } from '#queries/connection.ts';

import { HostBanner } from './host-banner.tsx';
import { useHostState } from '#queries/host-state.ts';
import { useWindowMode } from './window-mode.ts';

/** Over screens without the desk's frame: a page whose host is gone would wait for ever. */
function HostNotice() {
  const state = useHostState();
  return state === 'here' ? null : (
    <div className="above-all">
      <HostBanner state={state} />
    </div>
  );
}

/** The first run: which way to go. */
export function WelcomeScreen() {
  useWindowMode('Welcome');
  const navigate = useNavigate();
  const { environment } = useDefaults();
  const open = (to: Environment, step: number) =>
    void navigate({ to: '/setup/$environment', params: { environment: to }, search: { step } });
  return (
    <>
      <HostNotice />
      <WelcomePage onPractise={() => open('practice', 2)} onConnect={() => open(environment, 1)} />
    </>
  );
}

const setupRoute = getRouteApi('/setup/$environment');

/** The wizard; its place stands in the address, so that it can be left and found again. */
export function SetupScreen() {
  useWindowMode('Set up');
  const navigate = useNavigate();
  const { environment } = setupRoute.useParams();
  const { step } = setupRoute.useSearch();
  const go = (to: Environment, number: number) =>
    void navigate({
      to: '/setup/$environment',
      params: { environment: to },
      search: { step: number },
      replace: to !== environment,
    });
  return (
    <>
      <HostNotice />
      <SetupWizard
        environment={environment}
        step={stepOf(step)}
        onStep={(number) => go(environment, number)}
        onEnvironment={(to) => go(to, 1)}
        onLeave={() => void navigate({ to: '/' })}
        onDone={() => void navigate({ to: '/' })}
      />
    </>
  );
}

function stepOf(step: number | undefined): 1 | 2 | 3 | 4 | null {
  return step === 1 || step === 2 || step === 3 || step === 4 ? step : null;
}
