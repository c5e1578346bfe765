import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';

import { axeFaults } from '#tests/fakes/axe.ts';

import { SelectField, TextField } from './field.tsx';
import { NumberField } from './number-field.tsx';
import { Segments } from './segments.tsx';
import { Tabs } from './tabs.tsx';

afterEach(cleanup);

const options = [
  { value: 'day', label: 'Day' },
  { value: 'gtc', label: 'GTC' },
] as const;

function Controls() {
  const [choice, setChoice] = useState<'day' | 'gtc'>('day');
  const [text, setText] = useState('1.30');
  const step = (direction: 1 | -1) => setText(direction === 1 ? '1.31' : '1.29');
  return (
    <>
      <Segments label="Lasts" value={choice} options={options} onChange={setChoice} />
      <NumberField
        label="Limit"
        value={text}
        onChange={setText}
        onStep={step}
        stepName="one tick"
      />
      <TextField label="Host" value="" error="Type it." onChange={() => undefined} />
      <SelectField label="Lasts too" value={choice} options={options} onChange={setChoice} />
      <Tabs label="Orders" value={choice} tabs={options} onChange={setChoice}>
        chosen: {choice}
      </Tabs>
    </>
  );
}

test('segments and tabs are one stop each and move by the arrow keys', async () => {
  const user = userEvent.setup();
  render(<Controls />);
  screen.getByRole('radio', { name: 'Day' }).focus();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('radio', { name: 'GTC' }).getAttribute('aria-checked')).toBe('true');
  expect(screen.getByRole('tabpanel').textContent).toBe('chosen: gtc');
  screen.getByRole('tab', { name: 'GTC' }).focus();
  await user.keyboard('{ArrowLeft}');
  expect(screen.getByRole('tabpanel').textContent).toBe('chosen: day');
});

test('a number steps by its buttons and by the arrow keys, and keeps what is typed as text', async () => {
  const user = userEvent.setup();
  render(<Controls />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Limit' });
  await user.click(screen.getByRole('button', { name: 'Up one tick' }));
  expect(field.value).toBe('1.31');
  field.focus();
  await user.keyboard('{ArrowDown}');
  expect(field.value).toBe('1.29');
  await user.clear(field);
  await user.type(field, '1,3e');
  expect(field.value).toBe('1,3e');
});

test('a wrong field says so to screen readers, and axe finds nothing', async () => {
  render(<Controls />);
  const host = screen.getByRole('textbox', { name: 'Host' });
  expect(host.getAttribute('aria-invalid')).toBe('true');
  const note = document.getElementById(host.getAttribute('aria-describedby') ?? '');
  expect(note?.textContent).toBe('Type it.');
  expect(await axeFaults()).toEqual([]);
});
