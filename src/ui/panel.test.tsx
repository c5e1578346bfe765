import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { LoadingPanel } from './panel.tsx';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a loading pane says after 6 s what nothing on screen does not mean', () => {
  const { container } = render(
    <LoadingPanel whenLate="This does not mean that you hold none.">
      Asking the broker.
    </LoadingPanel>,
  );
  act(() => void vi.advanceTimersByTime(5_900));
  expect(container.textContent).toBe('Asking the broker.');
  act(() => void vi.advanceTimersByTime(200));
  expect(container.textContent).toBe('Asking the broker.This does not mean that you hold none.');
});
