import { useNavigate } from '@tanstack/react-router';

import { SettingsPage } from '#features/settings/settings-page.tsx';
import type { Environment } from '#domain/trading-mode.ts';
import { useTicket } from '#stores/ticket.ts';

export function SettingsScreen() {
  const navigate = useNavigate();
  const openSetup = (environment: Environment, step: number) =>
    void navigate({ to: '/setup/$environment', params: { environment }, search: { step } });
  return (
    <SettingsPage
      onSetUp={(environment) => openSetup(environment, 1)}
      onConnect={(environment) => {
        useTicket.getState().clear();
        openSetup(environment, 2);
      }}
    />
  );
}
