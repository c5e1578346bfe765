import type { BannerParts } from './banner-parts.tsx';
import {
  CompetingBanner,
  DownBanner,
  ExpiryBanner,
  LoggedOutBanner,
  NoGatewayBanner,
  NoSessionBanner,
  WedgedBanner,
} from './banners.tsx';
import { FollowerBanner } from './follower-banner.tsx';
import { MoneyBanner } from './money-banners.tsx';
import { isMoneyCase, type StripCase } from './strip-case.ts';

interface StripBannerProps {
  readonly strip: StripCase;
  readonly parts: BannerParts;
}

/** The banner of a case. */
export function StripBanner({ strip, parts }: StripBannerProps) {
  if (isMoneyCase(strip)) return <MoneyBanner strip={strip} parts={parts} />;
  switch (strip.kind) {
    case 'no-gateway':
      return <NoGatewayBanner {...parts} />;
    case 'wedged':
      return <WedgedBanner />;
    case 'down':
      return <DownBanner {...parts} cause={strip.cause} />;
    case 'logged-out':
      return <LoggedOutBanner {...parts} />;
    case 'competing':
      return <CompetingBanner {...parts} />;
    case 'no-session':
      return <NoSessionBanner />;
    case 'follower':
      return <FollowerBanner isTalking={strip.isTalking} />;
    case 'expires':
      return <ExpiryBanner {...parts} expiresAt={strip.expiresAt} />;
  }
}
