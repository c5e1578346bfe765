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
import { ContradictionBanner, OtherMoneyBanner } from './money-banners.tsx';
import type { StripCase } from './strip-case.ts';

interface StripBannerProps {
  readonly strip: StripCase;
  readonly parts: BannerParts;
}

/** The banner of a case. */
export function StripBanner({ strip, parts }: StripBannerProps) {
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
    case 'contradiction':
      return <ContradictionBanner {...parts} />;
    case 'other-money':
      return <OtherMoneyBanner {...parts} chosen={strip.chosen} proven={strip.proven} />;
    case 'no-session':
      return <NoSessionBanner />;
    case 'expires':
      return <ExpiryBanner {...parts} expiresAt={strip.expiresAt} />;
  }
}
