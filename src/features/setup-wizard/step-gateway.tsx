import { useState, type FormEvent } from 'react';

import { useDefaults } from '#queries/connection.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { SelectField, TextField } from '#ui/field.tsx';

import { DoctorList, probeRows, useSessionRows } from './doctor-list.tsx';
import {
  findFaults,
  initialForm,
  targetOf,
  type FormFaults,
  type GatewayForm,
} from './gateway-form.ts';
import { Fingerprint, ProbeHelp, StartGateway } from './gateway-notes.tsx';
import { LoginCard } from './login-card.tsx';
import { StepLayout } from './step-layout.tsx';
import { useGatewayCheck } from './use-gateway-check.ts';
import { useIsUp, type Setup } from './use-setup.ts';

export interface GatewayStepProps {
  readonly setup: Setup;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Step 2 for a gateway of one's own: where it listens, what the doctor finds, the login. */
export function StepGateway({ setup, onBack, onNext }: GatewayStepProps) {
  const gateway = useGateway(setup);
  const { form, faults, report, target } = gateway;
  const rows = [
    ...probeRows(report, gateway.isRunning),
    ...useSessionRows(target !== null && !gateway.isRunning),
  ];
  const isUp = useIsUp(setup.environment) && setup.saved !== null;
  const toGo = rows.filter((row) => row.look !== 'pass' && row.look !== 'warn').length;
  return (
    <StepLayout
      title="Find your gateway"
      lead="The gateway is IBKR’s own program on this computer. The doctor looks at each link in the chain and stops at the first one that is broken."
      side={
        <>
          <ProbeHelp report={report} onAccept={gateway.accept} />
          <StartGateway />
          <Fingerprint report={report} />
        </>
      }
      onBack={onBack}
      next={{
        label: 'Continue',
        hint: isUp ? 'Next: what the broker says this account is' : `${toGo} checks to go`,
        isReady: isUp && !gateway.isRunning,
        onPress: onNext,
      }}
    >
      <form className="gateway-form" onSubmit={gateway.submit} noValidate>
        <SelectField
          label="Scheme"
          value={form.scheme}
          options={[
            { value: 'https', label: 'https' },
            { value: 'http', label: 'http' },
          ]}
          onChange={(scheme) => gateway.change({ scheme })}
        />
        <TextField
          label="Host"
          value={form.host}
          error={faults.host}
          onChange={(host) => gateway.change({ host })}
        />
        <TextField
          label="Port"
          inputMode="numeric"
          value={form.port}
          error={faults.port}
          onChange={(port) => gateway.change({ port })}
        />
        <TextField
          label="IBKR username, as a label"
          value={form.username}
          error={faults.username}
          hint="Encrypted. Never your password."
          onChange={(username) => gateway.change({ username })}
        />
        <Button
          kind={target === null ? 'light' : 'plain'}
          type="submit"
          disabled={gateway.isRunning}
        >
          {report === null ? 'Check and connect' : 'Check again'}
        </Button>
      </form>
      {gateway.failure === null ? null : (
        <div className="help-box" role="alert">
          <ThreeParts text={gateway.failure} />
        </div>
      )}
      {target === null ? null : <LoginCard url={target.loginUrl} isPractice={false} />}
      <DoctorList rows={rows} />
    </StepLayout>
  );
}

/** The form, its faults and what came of the last check. */
function useGateway(setup: Setup) {
  const defaults = useDefaults();
  const [form, setForm] = useState<GatewayForm>(() => initialForm(setup.saved, defaults));
  const [isTried, setTried] = useState(false);
  const check = useGatewayCheck(setup);
  const found = findFaults(form);
  return {
    ...check,
    form,
    // Faults show once the trader tried; a port that can never be right is told at once.
    faults: isTried ? found : portOnly(found, form),
    change: (over: Partial<GatewayForm>) => setForm({ ...form, ...over }),
    accept: (fingerprint: string) => {
      setTried(true);
      if (Object.keys(found).length === 0)
        check.run(targetOf(form), form.username.trim(), fingerprint);
    },
    submit: (event: FormEvent) => {
      event.preventDefault();
      setTried(true);
      if (Object.keys(found).length > 0) check.forget();
      else check.run(targetOf(form), form.username.trim());
    },
  };
}

function portOnly(faults: FormFaults, form: GatewayForm): FormFaults {
  return form.port.length >= 4 && faults.port !== undefined ? { port: faults.port } : {};
}
