import { useEffect, useRef } from 'react';

import { usePractice } from '#queries/connection.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';

import { DoctorList, probeRows, useSessionRows } from './doctor-list.tsx';
import { Fingerprint, ProbeHelp } from './gateway-notes.tsx';
import { LoginCard } from './login-card.tsx';
import type { GatewayStepProps } from './step-gateway.tsx';
import { StepLayout } from './step-layout.tsx';
import { useGatewayCheck } from './use-gateway-check.ts';
import { useIsUp } from './use-setup.ts';

/** Step 2 for practice: the host knows the target, so the doctor starts by itself; the login is the trader's. */
export function StepPractice({ setup, onBack, onNext }: GatewayStepProps) {
  const practice = usePractice();
  const gateway = usePracticeGateway(setup);
  const { report, isRunning, target } = gateway;
  const rows = [...probeRows(report, isRunning), ...useSessionRows(target !== null && !isRunning)];
  const isUp = useIsUp('practice') && setup.saved !== null;
  return (
    <StepLayout
      title="Log in to the practice exchange"
      lead="A gateway with an exchange behind it runs inside this desk. It asks for a login like the real one, and answers like the real one."
      side={
        <>
          <ProbeHelp report={report} />
          <h3>What is real here</h3>
          <p>
            The steps, the fields, the questions and the margins work as at the broker. Prices,
            fills and money are invented, {hoursWords(practice)}.
          </p>
          <p>
            Every row it causes is marked as practice and never counts as a paper or live trade. The
            account survives a restart.
          </p>
          <Fingerprint report={report} />
        </>
      }
      onBack={onBack}
      next={{
        label: 'Continue',
        hint: isUp ? 'Next: what the broker says this account is' : 'Log in first',
        isReady: isUp,
        onPress: onNext,
      }}
    >
      {gateway.failure === null ? null : (
        <div className="help-box" role="alert">
          <ThreeParts text={gateway.failure} />
          <div>
            <Button onClick={gateway.run}>Try again</Button>
          </div>
        </div>
      )}
      {target === null ? null : <LoginCard url={target.loginUrl} isPractice />}
      <DoctorList rows={rows} />
    </StepLayout>
  );
}

const hoursWords = (practice: ReturnType<typeof usePractice>) =>
  practice?.isAlwaysOpen === false
    ? 'and the market opens and closes as New York’s do'
    : 'and the market never closes';

function usePracticeGateway(setup: GatewayStepProps['setup']) {
  const practice = usePractice();
  const check = useGatewayCheck(setup);
  const run = () => {
    if (practice === null) return;
    const { host, port, loginUrl } = practice;
    const isTls = loginUrl.startsWith('https');
    check.run({ kind: 'practice', host, port, isTls }, 'practice');
  };
  const isStarted = useRef(false);
  useEffect(() => {
    // Once: a second visit of the effect must not connect a second time.
    if (isStarted.current || (check.target !== null && setup.saved !== null)) return;
    isStarted.current = true;
    run();
  });
  return { ...check, run };
}
