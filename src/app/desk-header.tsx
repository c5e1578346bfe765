import { AccountStats } from '#features/mode-switcher/account-stats.tsx';
import { ModeSwitcher } from '#features/mode-switcher/mode-switcher.tsx';
import { ExchangeClock } from '#features/session-strip/exchange-clock.tsx';
import { SessionLamps } from '#features/session-strip/lamps.tsx';
import { RequestBudget } from '#features/session-strip/request-budget.tsx';
import type { Environment } from '#domain/trading-mode.ts';
import { Logo } from '#ui/logo.tsx';

interface DeskHeaderProps {
  readonly onSwitch: (environment: Environment) => void;
}

/** Which money, whose account, how the connection is, what time it is. */
export function DeskHeader({ onSwitch }: DeskHeaderProps) {
  return (
    <header className="head">
      <div className="logo">
        <Logo />
      </div>
      <ModeSwitcher onSwitch={onSwitch} />
      <AccountStats />
      <div className="grow" />
      <SessionLamps />
      <RequestBudget />
      <ExchangeClock />
    </header>
  );
}
