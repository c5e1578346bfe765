const ring = 'M8 1.8a6.2 6.2 0 1 1 0 12.4 6.2 6.2 0 0 1 0-12.4z';

/** Lines on a 16 × 16 grid. As path data, not as elements: every screen loads them. */
const drawings = {
  check: `${ring}m-2.6 6.4 1.9 1.9 3.4-4`,
  warn: 'M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.6v.01',
  block: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3z',
  info: `${ring}M8 7.4v3.6M8 5v.01`,
  clock: `${ring}M8 4.6V8l2.3 1.6`,
  lock: 'M4.5 7h7A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2',
  shield: 'M8 1.8 13.2 3.6V8c0 3.2-2.2 5.2-5.2 6.3C5 13.2 2.8 11.2 2.8 8V3.6zM5.7 8l1.7 1.7 3-3.4',
  broker: 'M2 6.5 8 2.5l6 4zM3.5 6.5v6M6.5 6.5v6M9.5 6.5v6M12.5 6.5v6M2 13.5h12',
  desk: 'M3.5 3h9a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM1.5 13h13',
  close: 'm4 4 8 8M12 4l-8 8',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  next: 'm6.5 4.5 3.5 3.5-3.5 3.5',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5 14 14',
  chain: 'M2 4h4M2 8h4M2 12h4M10 4h4M10 8h4M10 12h4M8 2v12',
  audit: 'M6.5 4h7M6.5 8h7M6.5 12h7M2 4l.9.9L4.4 3.2M2 8l.9.9 1.5-1.7M2 12l.9.9 1.5-1.7',
  sliders:
    'M2 5h6M11.5 5H14M2 11h2.5M8 11h6M9.7 3.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM6.2 9.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z',
  plug: 'M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5',
  moon: 'M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9z',
  redo: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.3v2.9h-2.9',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  link: 'M9 2.5h4.5V7M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4',
  flip: 'M3 5.5h10l-2.5-2.5M13 10.5H3L5.5 13',
  copy: 'M6.7 5.5h5.6a1.2 1.2 0 0 1 1.2 1.2v5.6a1.2 1.2 0 0 1-1.2 1.2H6.7a1.2 1.2 0 0 1-1.2-1.2V6.7a1.2 1.2 0 0 1 1.2-1.2zM10.5 5.5v-3h-8v8h3',
  person:
    'M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM2.8 14c.4-3 2.5-4.5 5.2-4.5s4.8 1.5 5.2 4.5',
  account:
    'M3.2 4h9.6A1.2 1.2 0 0 1 14 5.2v6.6a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 11.8V5.2A1.2 1.2 0 0 1 3.2 4zM2 7h12M4.5 10.5h3',
} satisfies Record<string, string>;

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
      <path d={drawings[name]} />
      {name === 'block' ? <path d="M5.2 8h5.6" strokeWidth="2" /> : null}
    </svg>
  );
}
