import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';

import { ConfirmDialog } from './confirm-dialog.tsx';

afterEach(cleanup);

function Screen({ onConfirm }: { readonly onConfirm: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Forget it
      </button>
      {isOpen ? (
        <ConfirmDialog
          title="Forget the connection?"
          confirm="Forget it now"
          keep="Keep it"
          onConfirm={onConfirm}
          onClose={() => setOpen(false)}
        >
          <p>Orders keep working.</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

test('the safe answer has the focus, the focus stays inside, and Esc gives it back', async () => {
  const user = userEvent.setup();
  const confirm = vi.fn<() => void>();
  render(<Screen onConfirm={confirm} />);
  await user.click(screen.getByRole('button', { name: 'Forget it' }));

  const keep = screen.getByRole('button', { name: /Keep it/ });
  expect(document.activeElement).toBe(keep);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Forget it now' }));
  await user.tab();
  expect(document.activeElement).toBe(keep);
  await user.tab({ shift: true });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Forget it now' }));

  await user.keyboard('{Escape}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Forget it' }));
  expect(confirm).not.toHaveBeenCalled();
});

test('a click beside the dialog decides nothing', async () => {
  const user = userEvent.setup();
  render(<Screen onConfirm={() => undefined} />);
  await user.click(screen.getByRole('button', { name: 'Forget it' }));
  const scrim = document.querySelector('.scrim');
  if (scrim !== null) await user.click(scrim);
  expect(screen.getByRole('alertdialog', { name: 'Forget the connection?' })).toBeDefined();
});
