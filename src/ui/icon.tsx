import type { ReactNode } from 'react';

/** Drawn on a 16 × 16 grid with a 1.5 px line. */
const drawings = {
  check: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="m5.4 8.2 1.9 1.9 3.4-4" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" />
      <path d="M8 6.4v3.2M8 11.6v.01" />
    </>
  ),
  block: (
    <>
      <path d="M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3z" />
      <path d="M5.2 8h5.6" strokeWidth="2" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 7.4v3.6M8 5v.01" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.6V8l2.3 1.6" />
    </>
  ),
  lock: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1.5" />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.8 13.2 3.6V8c0 3.2-2.2 5.2-5.2 6.3C5 13.2 2.8 11.2 2.8 8V3.6z" />
      <path d="m5.7 8 1.7 1.7 3-3.4" />
    </>
  ),
  broker: <path d="M2 6.5 8 2.5l6 4zM3.5 6.5v6M6.5 6.5v6M9.5 6.5v6M12.5 6.5v6M2 13.5h12" />,
  desk: (
    <>
      <rect x="2.5" y="3" width="11" height="7.5" rx="1" />
      <path d="M1.5 13h13" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  next: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  chain: <path d="M2 4h4M2 8h4M2 12h4M10 4h4M10 8h4M10 12h4M8 2v12" />,
  audit: (
    <>
      <path d="M6.5 4h7M6.5 8h7M6.5 12h7" />
      <path d="m2 4 .9.9L4.4 3.2M2 8l.9.9 1.5-1.7M2 12l.9.9 1.5-1.7" />
    </>
  ),
  sliders: (
    <>
      <path d="M2 5h6M11.5 5H14M2 11h2.5M8 11h6" />
      <circle cx="9.7" cy="5" r="1.7" />
      <circle cx="6.2" cy="11" r="1.7" />
    </>
  ),
  plug: <path d="M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5" />,
  moon: <path d="M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9z" />,
  redo: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.3v2.9h-2.9" />,
  undo: <path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  link: <path d="M9 2.5h4.5V7M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4" />,
  flip: <path d="M3 5.5h10l-2.5-2.5M13 10.5H3L5.5 13" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.2" />
      <path d="M10.5 5.5v-3h-8v8h3" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.7" />
      <path d="M2.8 14c.4-3 2.5-4.5 5.2-4.5s4.8 1.5 5.2 4.5" />
    </>
  ),
  account: (
    <>
      <rect x="2" y="4" width="12" height="9" rx="1.2" />
      <path d="M2 7h12M4.5 10.5h3" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

interface IconProps {
  readonly name: IconName;
  readonly isSmall?: boolean;
  readonly className?: string;
}

/** Decoration: the words beside it say the same, so screen readers skip it. */
export function Icon({ name, isSmall = false, className = '' }: IconProps) {
  return (
    <svg
      className={`icon ${isSmall ? 'icon-s' : ''} ${className}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
