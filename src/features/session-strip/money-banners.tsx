import type { Environment } from '#domain/trading-mode.ts';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';

import { KeepsWorking, type BannerParts } from './banner-parts.tsx';
import type { MoneyCase } from './strip-case.ts';

interface MoneyBannerProps {
  readonly strip: MoneyCase;
  readonly parts: BannerParts;
}

/** Which money the login moves is not what was chosen, or not clear. */
export function MoneyBanner({ strip, parts }: MoneyBannerProps) {
  return strip.kind === 'contradiction' ? (
    <ContradictionBanner {...parts} />
  ) : (
    <OtherMoneyBanner {...parts} chosen={strip.chosen} proven={strip.proven} />
  );
}

function ContradictionBanner({ onOpenConnections }: BannerParts) {
  return (
    <Banner
      tone="block"
      title="The broker contradicts itself about paper or live."
      actions={<Button onClick={onOpenConnections}>Look at the witnesses</Button>}
    >
      <p>
        Its answers do not agree which money this login moves, so the desk blocks every order.{' '}
        <KeepsWorking /> Log out at the gateway and log in again.
      </p>
    </Banner>
  );
}

interface OtherMoneyProps extends BannerParts {
  readonly chosen: Environment;
  readonly proven: 'paper' | 'live';
}

function OtherMoneyBanner({ chosen, proven, onOpenConnections }: OtherMoneyProps) {
  const wanted = chosen === 'live' ? 'live' : 'paper';
  return (
    <Banner
      tone="block"
      title={`You chose ${wanted}, the broker says ${proven}.`}
      actions={<Button onClick={onOpenConnections}>Choose the login again</Button>}
    >
      <p>
        {proven === 'live'
          ? 'Orders would have moved real money. The desk blocks all of them. Sign out at the gateway and sign in with the paper username.'
          : 'This login moves no real money. The desk blocks every order until choice and login agree. Sign out at the gateway and sign in with the live username.'}
      </p>
    </Banner>
  );
}
