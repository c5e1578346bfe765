import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import { fakeDesk } from '#tests/fakes/fake-desk.ts';
import { fakeNow } from '#tests/fakes/fake-market.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { AuditPage } from './audit-page.tsx';
import { filterOf } from './use-audit-filter.ts';

const kinds = () => screen.getAllByRole('row').map((row) => row.children[1]?.textContent);

test('the newest stands first, and a row opens to what was shown and answered', async () => {
  const { user } = renderWithDesk(<AuditPage />);
  expect(await screen.findByText('Filled: bought 2 at 4.30, commission 1.40.')).toBeDefined();
  expect(kinds()).toEqual([
    'What',
    'Fill',
    'Order accepted',
    'Question answered',
    'Broker asked',
    'Order sent',
    'Intent stored',
    'Order confirmed',
    'Login',
  ]);
  expect(await screen.findByText('Every row is in the database.')).toBeDefined();

  await user.click(screen.getByRole('button', { name: /: Order confirmed, details/ }));
  expect(screen.getByText('Shown')).toBeDefined();
  expect(screen.getByText(/You pay at most \$861.40 now/)).toBeDefined();
  expect(screen.getByText('Answered')).toBeDefined();
  expect(screen.getByText('confirmed')).toBeDefined();
});

test('the broker’s words are shown as text, whatever they hold', async () => {
  const evil = '<img src=x onerror="alert(1)"> & <b>bold</b>';
  const fake = fakeDesk({
    override: {
      audit: {
        load: async () => [
          {
            kind: 'order.question',
            summary: evil,
            detail: { shown: { messages: [evil] }, deep: { list: [1, null, true] } },
            at: fakeNow,
            environment: 'practice',
            accountId: null,
            clientOrderId: null,
            writerId: 'w',
            sequence: 1,
          },
        ],
      },
    },
  });
  const { user } = renderWithDesk(<AuditPage />, fake);
  await user.click(await screen.findByRole('button', { name: /: Broker asked, details/ }));
  expect(document.querySelector('table img')).toBeNull();
  expect(screen.getAllByText(evil).length).toBeGreaterThan(1);
  expect(screen.getByText('yes')).toBeDefined();
});

test('filters by kind, text and order are asked from the log', async () => {
  const fake = fakeDesk();
  const { user } = renderWithDesk(<AuditPage />, fake);
  await screen.findByText('Every row is in the database.');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Fills');
  await vi.waitFor(() => expect(kinds()).toEqual(['What', 'Fill']));
  await user.click(screen.getByRole('button', { name: 'Show everything' }));
  await user.type(screen.getByRole('textbox', { name: 'Text' }), 'question of nobody');
  expect(await screen.findByText('No row fits this filter.')).toBeDefined();
});

test('an order number leads to the story of that order', async () => {
  const fake = fakeDesk();
  const { user } = renderWithDesk(<AuditPage />, fake);
  const [order] = await screen.findAllByRole('button', { name: 'sd-1120-0003' });
  if (order === undefined) throw new Error('No order number is shown.');
  await user.click(order);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Order' }).value).toBe(
    'sd-1120-0003',
  );
  const asked = fake.asked.filter(({ what }) => what === 'audit.load').at(-1);
  expect(asked?.with).toEqual([{ limit: 100, clientOrderId: 'sd-1120-0003' }]);
});

test('rows that wait for the database are counted', async () => {
  const fake = fakeDesk({ override: { audit: { waiting: async () => 3 } } });
  renderWithDesk(<AuditPage />, fake);
  expect(await screen.findByText('3 rows wait in this browser for the database.')).toBeDefined();
});

test('a log that cannot be read says that nothing is lost', async () => {
  const fake = fakeDesk({
    override: { audit: { load: () => Promise.reject(new Error('no store')) } },
  });
  renderWithDesk(<AuditPage />, fake);
  expect(await screen.findByText('The audit log could not be read.')).toBeDefined();
});

test('the fields become the filter; nonsense in the order field asks for no order', () => {
  const fields = {
    span: 'day',
    group: 'order.',
    accountId: 'DU1',
    order: 'ä',
    text: ' fill ',
  } as const;
  expect(filterOf(fields, instantOf(86_400_000), 100)).toEqual({
    limit: 100,
    from: 0,
    kindPrefix: 'order.',
    accountId: 'DU1',
    text: 'fill',
  });
});

test('axe finds nothing, with a row open', async () => {
  const { user } = renderWithDesk(<AuditPage />);
  await user.click(await screen.findByRole('button', { name: /: Order confirmed, details/ }));
  expect(await axeFaults()).toEqual([]);
});
