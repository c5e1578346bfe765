import type { ReactNode } from 'react';

import { Icon, type IconName } from './icon.tsx';

export type BannerTone = 'warn' | 'block' | 'info' | 'calm';

const icons: Record<BannerTone, IconName> = {
  warn: 'warn',
  block: 'block',
  info: 'info',
  calm: 'moon',
};

interface BannerProps {
  readonly tone: BannerTone;
  readonly title: ReactNode;
  readonly icon?: IconName;
  /** What it means for the money, and what to do. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Something the trader must know now. A block interrupts screen readers, the rest waits its turn. */
export function Banner({ tone, title, icon, children, actions }: BannerProps) {
  return (
    <div className={`banner banner-${tone}`} role={tone === 'block' ? 'alert' : 'status'}>
      <Icon name={icon ?? icons[tone]} />
      <div>
        <h2>{title}</h2>
        {children}
      </div>
      {actions === undefined ? <span /> : <div className="banner-actions">{actions}</div>}
    </div>
  );
}

export interface ThreePartText {
  readonly happened: ReactNode;
  readonly money: ReactNode;
  readonly todo: ReactNode;
}

/** The three parts every trouble is told in: what happened, what it means for the money, what to do. */
export function ThreeParts({ text }: { readonly text: ThreePartText }) {
  return (
    <>
      <p>
        <span className="muted">What happened.</span> {text.happened}
      </p>
      <p>
        <span className="muted">For your money.</span> {text.money}
      </p>
      <p>
        <span className="muted">What to do.</span> {text.todo}
      </p>
    </>
  );
}
