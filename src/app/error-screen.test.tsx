import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { BrokenScreen } from './error-screen.tsx';

afterEach(cleanup);

test('a bug is told as one, with its words', () => {
  render(<BrokenScreen detail="x is undefined" />);
  const said = screen.getByRole('alert').textContent;
  expect(said).toContain('Something in the desk broke');
  expect(said).toContain('Orders already at the broker keep working');
  expect(said).toContain('x is undefined');
});

test('a part of the page that could not be fetched is no bug: it says where to look', () => {
  render(
    <BrokenScreen detail="Failed to fetch dynamically imported module: http://localhost/a.js" />,
  );
  const said = screen.getByRole('alert').textContent;
  expect(said).toContain('A part of the page could not be fetched');
  expect(said).toContain('npm start');
  expect(said).not.toContain('report it');
});
