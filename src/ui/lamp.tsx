import type { ReactNode } from 'react';

/** Shape says it first: disc, half disc, triangle, barred ring, two bars. */
export type LampLook = 'good' | 'waiting' | 'late' | 'down' | 'planned';

const looks: Record<
  LampLook,
  { readonly word: string; readonly tone: string; drawing: ReactNode }
> = {
  good: {
    word: 'good',
    tone: 'lamp-ok',
    drawing: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  },
  waiting: {
    word: 'waiting',
    tone: 'lamp-wait',
    drawing: (
      <>
        <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
      </>
    ),
  },
  late: {
    word: 'late',
    tone: 'lamp-late',
    drawing: <path d="M6 1.2 11.4 10.8H.6z" fill="currentColor" />,
  },
  down: {
    word: 'down',
    tone: 'lamp-down',
    drawing: (
      <>
        <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
        <path d="m2.9 9.1 6.2-6.2" stroke="currentColor" strokeWidth="1.8" />
      </>
    ),
  },
  planned: {
    word: 'planned pause',
    tone: 'lamp-plan',
    drawing: (
      <path d="M3.3 2v8M8.7 2v8" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
    ),
  },
};

/** The lamp alone, with its state as a word for screen readers. */
export function Lamp({ look }: { readonly look: LampLook }) {
  const { word, tone, drawing } = looks[look];
  return (
    <svg className={`lamp ${tone}`} viewBox="0 0 12 12" role="img" aria-label={word}>
      {drawing}
    </svg>
  );
}
