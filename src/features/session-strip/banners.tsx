import type { LampCause } from '#domain/gateway-session.ts';
import { describeFailure } from '#queries/failure-words.ts';
import { useMarketNow } from '#queries/market-time.ts';
import { useCheckSession, useTakeOver } from '#queries/session.ts';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { formatExchangeTime, formatSpan } from '#ui/format-time.ts';

import { causeSentences } from './lamp-words.ts';
import { KeepsWorking, LoginLink, type BannerParts } from './banner-parts.tsx';

export function NoGatewayBanner({ onOpenConnections }: BannerParts) {
  return (
    <Banner
      tone="info"
      icon="plug"
      title="No gateway is connected."
      actions={<Button onClick={onOpenConnections}>Connect</Button>}
    >
      <p>
        Nothing can be sent or cancelled from here, and nothing on this screen is live.{' '}
        <KeepsWorking /> Connect one to go on.
      </p>
    </Banner>
  );
}

export function WedgedBanner() {
  return (
    <Banner tone="block" title="The gateway is wedged: its calls never end.">
      <p>
        No order can be sent or cancelled from here. <KeepsWorking /> Restart the gateway program
        and log in again; the desk comes back by itself.
      </p>
    </Banner>
  );
}

export function DownBanner({ cause, onOpenConnections }: BannerParts & { cause: LampCause }) {
  const check = useCheckSession();
  return (
    <Banner
      tone="block"
      title={causeSentences[cause]}
      actions={
        <>
          <Button kind="quiet" onClick={onOpenConnections}>
            Open connections
          </Button>
          <Button disabled={check.isPending} onClick={() => check.mutate()}>
            Try now
          </Button>
        </>
      }
    >
      <p>
        No order can be sent or cancelled from here. <KeepsWorking /> Start the gateway, or look at
        its window for what went wrong; the desk asks again by itself.
      </p>
    </Banner>
  );
}

export function LoggedOutBanner({ loginUrl }: BannerParts) {
  const check = useCheckSession();
  return (
    <Banner
      tone="warn"
      title="You are not logged in at the gateway."
      actions={
        <>
          <Button kind="quiet" disabled={check.isPending} onClick={() => check.mutate()}>
            I have logged in
          </Button>
          <LoginLink url={loginUrl}>Open the login page</LoginLink>
        </>
      }
    >
      <p>
        No order can be sent or cancelled from here. <KeepsWorking /> Log in on the gateway’s own
        page; the desk notices it and comes back by itself.
      </p>
    </Banner>
  );
}

export function CompetingBanner({ onDismiss }: BannerParts) {
  const takeOver = useTakeOver();
  const words = takeOver.isError ? describeFailure(takeOver.error) : null;
  return (
    <Banner
      tone="block"
      title="Another login took your brokerage session."
      actions={
        <>
          <Button kind="light" onClick={onDismiss}>
            Stay here, read only
          </Button>
          <Button disabled={takeOver.isPending} onClick={() => takeOver.mutate()}>
            Take it back and end the other
          </Button>
        </>
      }
    >
      <p>
        It uses the same username, perhaps your phone or TWS. No order can be sent or cancelled from
        here. <KeepsWorking /> Stay read-only, or take it back; the desk asks once and never fights
        over it. With a second username both work side by side.
      </p>
      {words === null ? null : (
        <p className="strong">
          It was not taken back. {words.happened} {words.todo}
        </p>
      )}
    </Banner>
  );
}

export function NoSessionBanner() {
  const check = useCheckSession();
  return (
    <Banner
      tone="warn"
      title="Logged in, but the broker gives no trading session yet."
      actions={
        <Button disabled={check.isPending} onClick={() => check.mutate()}>
          Try now
        </Button>
      }
    >
      <p>
        No order can be sent or cancelled from here. <KeepsWorking /> The desk asks again by itself.
      </p>
    </Banner>
  );
}

export function ExpiryBanner(parts: BannerParts & { readonly expiresAt: number }) {
  const { expiresAt, loginUrl, onDismiss } = parts;
  const left = Math.max(0, expiresAt - useMarketNow(1000));
  const endsAt = formatExchangeTime(expiresAt);
  return (
    <Banner
      tone="warn"
      icon="clock"
      title={`The broker logs you out in ${formatSpan(left)}, at ${endsAt} New York.`}
      actions={
        <>
          <Button kind="quiet" onClick={onDismiss}>
            Put this away
          </Button>
          <LoginLink url={loginUrl}>Log in fresh now</LoginLink>
        </>
      }
    >
      <p>
        <KeepsWorking /> From then on the desk can neither send, change nor cancel any until you log
        in again.
      </p>
    </Banner>
  );
}
