import { render } from '@testing-library/react';
import { fireEvent } from '@testing-library/dom';
import { expect, test } from 'vitest';

import { useCentered } from './use-centered.ts';

/** A scroller 100 px high whose spot line stands at `spotAt`, as the strikes above it push it. */
function Chain({ rows, spotAt }: { readonly rows: number; readonly spotAt: number }) {
  const scroller = useCentered('AAPL', rows);
  const measure = (line: HTMLTableRowElement | null) => {
    if (line !== null)
      Object.defineProperty(line, 'offsetTop', { value: spotAt, configurable: true });
  };
  return (
    <div ref={scroller} data-testid="scroller">
      <table>
        <tbody>
          <tr className="spot" ref={measure} />
        </tbody>
      </table>
    </div>
  );
}

test('once the trader has touched the chain, strikes that arrive above move nothing in sight', () => {
  const { getByTestId, rerender } = render(<Chain rows={12} spotAt={300} />);
  const scroller = getByTestId('scroller');
  expect(scroller.scrollTop).toBe(300);
  fireEvent.pointerDown(scroller);
  scroller.scrollTop = 220;
  fireEvent.scroll(scroller);
  rerender(<Chain rows={24} spotAt={540} />);
  expect(scroller.scrollTop).toBe(460);
});
