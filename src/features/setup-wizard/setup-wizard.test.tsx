import { act, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';

import type { EnvironmentWitnesses } from '#domain/account.ts';
import type { ProbeCheck, ProbeCode } from '#domain/host-facts.ts';
import { accountIdOf } from '#domain/order.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { err, ok } from '#lib/result.ts';
import { axeFaults } from '#tests/fakes/axe.ts';
import {
  fakeIdentity,
  liveWitnesses,
  noSession,
  ownTarget,
  paperConnection,
  paperWitnesses,
  practiceTarget,
  probeReport,
  readySession,
} from '#tests/fakes/fake-account.ts';
import { fakeDesk, type FakeDesk } from '#tests/fakes/fake-desk.ts';
import { accountList } from '#tests/fakes/fake-pens.ts';
import { renderWithDesk } from '#tests/fakes/render-with-desk.tsx';

import { disclosures } from './disclosures.ts';
import { SetupWizard } from './setup-wizard.tsx';
import type { StepNumber } from './use-setup.ts';

interface WizardProps {
  readonly environment?: Environment;
  readonly step?: StepNumber | null;
  readonly onDone?: () => void;
  readonly onLeave?: () => void;
}

/** The wizard with its place kept in memory instead of the address. */
function Wizard({ environment = 'paper', step = null, onDone, onLeave }: WizardProps) {
  const [at, setAt] = useState(step);
  const [chosen, setChosen] = useState(environment);
  const nothing = () => undefined;
  return (
    <SetupWizard
      environment={chosen}
      step={at}
      onStep={setAt}
      onEnvironment={setChosen}
      onLeave={onLeave ?? nothing}
      onDone={onDone ?? nothing}
    />
  );
}

/** Nothing set up, nothing connected. */
function emptyDesk(override: Parameters<typeof fakeDesk>[0] = {}): FakeDesk {
  const fake = fakeDesk(override);
  fake.saved.connections = [];
  fake.pens.connection.set({ target: null, fingerprint: null });
  fake.pens.session.set(noSession);
  fake.pens.list.set(null);
  fake.pens.selected.set(null);
  fake.pens.mode.set({ mode: null, environment: null, proof: 'unproven', accountId: null });
  return fake;
}

/** The broker has let the trader in. */
function logIn(fake: FakeDesk, environment: Environment, witnesses: EnvironmentWitnesses): void {
  act(() => {
    const list = accountList(witnesses);
    fake.pens.session.set(readySession);
    fake.pens.list.set(list);
    fake.pens.selected.set(fakeIdentity.accountId);
    fake.pens.mode.set({
      mode: environment === 'practice' ? 'practice' : 'ibkr-paper',
      environment,
      proof: list.proof,
      accountId: fakeIdentity.accountId,
    });
  });
}

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('paper is chosen from the start, and live takes a typed word', async () => {
  const { user } = renderWithDesk(<Wizard />, emptyDesk());
  const paper = await screen.findByRole<HTMLInputElement>('radio', { name: /IBKR Paper/ });
  expect(paper.checked).toBe(true);
  expect((await button('Continue')).disabled).toBe(false);

  await user.click(screen.getByRole('radio', { name: /IBKR Live, read only/ }));
  expect((await button('Continue')).disabled).toBe(true);
  await user.type(await screen.findByRole('textbox', { name: /Type LIVE/ }), 'live');
  expect((await button('Continue')).disabled).toBe(true);
  await user.clear(screen.getByRole('textbox', { name: /Type LIVE/ }));
  await user.type(screen.getByRole('textbox', { name: /Type LIVE/ }), 'LIVE');
  expect((await button('Continue')).disabled).toBe(false);
});

test.each(['7496', '7497', '4001', '4002'])(
  'socket port %s is refused with its reason before anything is called',
  async (port) => {
    const fake = emptyDesk();
    const { user } = renderWithDesk(<Wizard step={2} />, fake);
    const field = await screen.findByRole('textbox', { name: 'Port' });
    await user.clear(field);
    await user.type(field, port);
    expect(await screen.findByText(/The gateway listens on 5000/)).toBeDefined();
    await user.type(screen.getByRole('textbox', { name: /username/ }), 'mlindq7418');
    await user.click(await button('Check and connect'));
    expect(fake.asked).toEqual([]);
  },
);

test('an empty username is refused before anything is called', async () => {
  const fake = emptyDesk();
  const { user } = renderWithDesk(<Wizard step={2} />, fake);
  await user.click(await button('Check and connect'));
  expect(await screen.findByText(/Type your username at IBKR/)).toBeDefined();
  expect(fake.asked).toEqual([]);
});

test('what the doctor found before goes when the fields no longer say so', async () => {
  const fake = emptyDesk({
    override: {
      connection: {
        connect: async (target) =>
          ok({
            target,
            isGateway: false,
            fingerprint: null,
            checks: [broken('CONNECTION_REFUSED')],
          }),
      },
    },
  });
  const { user } = renderWithDesk(<Wizard step={2} />, fake);
  const username = await screen.findByRole('textbox', { name: /username/ });
  await user.type(username, 'mlindq7418');
  await user.click(await button('Check and connect'));
  expect(await screen.findByRole('heading', { name: /not running there/ })).toBeDefined();
  await user.clear(username);
  await user.click(await button('Check again'));
  expect(await screen.findByText(/Type your username at IBKR/)).toBeDefined();
  expect(screen.queryByRole('heading', { name: /not running there/ })).toBeNull();
});

test('the connection is stored only once a gateway has answered, and the login is waited for', async () => {
  const fake = emptyDesk();
  const { user } = renderWithDesk(<Wizard step={2} />, fake);
  await user.type(await screen.findByRole('textbox', { name: /username/ }), 'mlindq7418');
  await user.click(await button('Check and connect'));

  expect(await screen.findByText(/remembered/, { selector: 'li span' })).toBeDefined();
  expect(fake.asked.map(({ what }) => what)).toEqual(['connection.connect', 'connection.save']);
  expect(fake.saved.connections).toEqual([
    { ...paperConnection, accountId: null, optionsLevel: null, completedAt: null },
  ]);
  const login = await screen.findByRole('link', { name: 'Open the login page' });
  expect(login.getAttribute('href')).toBe('https://localhost:5000/');
  expect((await button('Continue')).disabled).toBe(true);

  logIn(fake, 'paper', paperWitnesses);
  expect((await button('Continue')).disabled).toBe(false);
  await user.click(await button('Continue'));
  expect(await screen.findByRole('heading', { name: 'This is a paper account' })).toBeDefined();
});

test('a finished setup that is pointed at another gateway is not finished before that one was verified', async () => {
  const fake = emptyDesk();
  fake.saved.connections = [paperConnection];
  const { user } = renderWithDesk(<Wizard step={2} />, fake);
  const port = await screen.findByRole('textbox', { name: 'Port' });
  await user.clear(port);
  await user.type(port, '5001');
  await user.click(await button(/Check (and connect|again)/));
  await vi.waitFor(() =>
    expect(fake.saved.connections).toEqual([{ ...paperConnection, port: 5001, completedAt: null }]),
  );
});

const broken = (code: ProbeCode): ProbeCheck => ({
  step: 'port',
  verdict: 'fail',
  code,
  facts: { port: 5000 },
  elapsedMs: 6,
});

test.each([
  ['CONNECTION_REFUSED', 'The gateway is not running there'],
  ['AIRPLAY_ON_PORT', 'This port belongs to AirPlay'],
  ['PRACTICE_PORT', 'This is the practice gateway, not IBKR'],
  ['NOT_LOOPBACK', 'That computer is not this one'],
  ['PLAIN_HTTP_ON_TLS_PORT', 'The gateway speaks HTTPS here'],
  ['NOT_A_GATEWAY', 'This is not the gateway'],
  ['ACCESS_DENIED', 'The gateway refuses this address'],
  ['CERTIFICATE_CHANGED', 'The certificate has changed'],
  ['UPSTREAM_SILENT', 'No way to the broker'],
] satisfies readonly (readonly [ProbeCode, string])[])(
  '%s names the cause and the repair, and stores nothing',
  async (code, title) => {
    const fake = emptyDesk({
      override: {
        connection: {
          connect: async (target) =>
            ok({ target, isGateway: false, fingerprint: null, checks: [broken(code)] }),
        },
      },
    });
    const { user } = renderWithDesk(<Wizard step={2} />, fake);
    await user.type(await screen.findByRole('textbox', { name: /username/ }), 'mlindq7418');
    await user.click(await button('Check and connect'));
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('heading', { name: title })).toBeDefined();
    expect(alert.textContent).toContain('For your money.');
    expect(fake.saved.connections).toEqual([]);
  },
);

test('a changed certificate is shown beside the remembered one, and taken only by a press of its own', async () => {
  const changed = {
    ...broken('CERTIFICATE_CHANGED'),
    facts: {
      fingerprint: 'NE:W',
      expectedFingerprint: 'OL:D',
      commonName: 'mine',
      validTo: '2030',
    },
  };
  const asked: (string | null | undefined)[] = [];
  const fake = emptyDesk({
    override: {
      connection: {
        connect: async (target, _environment, acceptFingerprint) => {
          asked.push(acceptFingerprint);
          const isGateway = acceptFingerprint === 'NE:W';
          return ok({ target, isGateway, fingerprint: 'NE:W', checks: isGateway ? [] : [changed] });
        },
      },
    },
  });
  const { user } = renderWithDesk(<Wizard step={2} />, fake);
  await user.type(await screen.findByRole('textbox', { name: /username/ }), 'mlindq7418');
  await user.click(await button('Check and connect'));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('OL:D')).toBeDefined();
  expect(within(alert).getByText('NE:W')).toBeDefined();
  expect(screen.queryByText('Fingerprint remembered')).toBeNull();
  expect(asked).toEqual([null]);

  await user.click(within(alert).getByRole('button', { name: /accept the new one/ }));
  expect(await screen.findByText('Fingerprint remembered')).toBeDefined();
  expect(asked).toEqual([null, 'NE:W']);
  expect(fake.saved.connections).toHaveLength(1);
});

test('a host that does not answer is told in three parts', async () => {
  const fake = emptyDesk({
    override: { connection: { connect: async () => err({ code: 'HOST_AWAY', detail: '' }) } },
  });
  const { user } = renderWithDesk(<Wizard step={2} />, fake);
  await user.type(await screen.findByRole('textbox', { name: /username/ }), 'mlindq7418');
  await user.click(await button('Check and connect'));
  expect((await screen.findByRole('alert')).textContent).toContain('npm start');
  expect(fake.saved.connections).toEqual([]);
});

test('practice connects by itself, shows the login page and needs no address', async () => {
  const fake = emptyDesk();
  const { user } = renderWithDesk(<Wizard environment="practice" step={2} />, fake);
  const login = await screen.findByRole('link', { name: 'Open the practice login page' });
  expect(login.getAttribute('href')).toBe('https://localhost:5055/');
  expect(fake.asked.map(({ what }) => what)).toEqual(['connection.connect', 'connection.save']);
  expect(screen.queryByRole('textbox', { name: 'Host' })).toBeNull();

  logIn(fake, 'practice', paperWitnesses);
  await user.click(await button('Continue'));
  await user.click(await button('Yes, this is the practice account'));
  expect(await screen.findByRole('heading', { name: 'Read before the first order' })).toBeDefined();
  expect(fake.saved.connections[0]).toMatchObject({
    environment: 'practice',
    accountId: 'DU7418203',
    optionsLevel: 4,
    completedAt: null,
  });
});

test('a connection that stands is looked at, not made again', async () => {
  const fake = fakeDesk();
  fake.pens.connection.set(practiceTarget);
  fake.saved.connections = [{ ...paperConnection, environment: 'practice', completedAt: null }];
  logIn(fake, 'practice', paperWitnesses);
  renderWithDesk(<Wizard environment="practice" step={2} />, fake);
  expect(await screen.findByText('Client Portal Gateway')).toBeDefined();
  expect(fake.asked.map(({ what }) => what)).toEqual(['connection.probe']);
});

test('three witnesses, the figures and the level: then the account is kept', async () => {
  const fake = fakeDesk();
  fake.saved.connections = [
    { ...paperConnection, accountId: null, optionsLevel: null, completedAt: null },
  ];
  const { user } = renderWithDesk(<Wizard step={3} />, fake);
  expect(await screen.findByRole('heading', { name: 'Proven paper, 3 of 3' })).toBeDefined();
  expect(screen.getByText('LOGIN_TYPE 2')).toBeDefined();
  expect(await screen.findByText('104,043.50')).toBeDefined();
  expect(screen.getByText('344,421.20')).toBeDefined();

  const accept = await button('Yes, this is my paper account');
  expect(accept.disabled).toBe(true);
  await user.click(screen.getByRole('radio', { name: '2' }));
  expect(accept.disabled).toBe(false);
  await user.click(accept);
  expect(await screen.findByRole('heading', { name: 'Read before the first order' })).toBeDefined();
  expect(fake.saved.connections).toEqual([
    { ...paperConnection, optionsLevel: 2, completedAt: null },
  ]);
});

test('a live login where paper was chosen is a block that cannot be accepted', async () => {
  const fake = fakeDesk();
  const live = { ...fakeIdentity, accountId: accountIdOf('U2148837') };
  fake.pens.list.set(accountList(liveWitnesses, [live]));
  fake.pens.selected.set(live.accountId);
  fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'live', accountId: live.accountId });
  renderWithDesk(<Wizard step={3} />, fake);
  expect((await screen.findByRole('alert')).textContent).toContain(
    'You chose paper, the broker says live.',
  );
  expect((await button('Yes, this is my paper account')).disabled).toBe(true);
  expect(fake.asked).toEqual([]);
});

test('witnesses that disagree block too', async () => {
  const fake = fakeDesk();
  const witnesses = { ...paperWitnesses, loginType: 'live' } as const;
  fake.pens.list.set(accountList(witnesses));
  fake.pens.mode.set({ ...fake.pens.mode.get(), proof: 'disagree' });
  renderWithDesk(<Wizard step={3} />, fake);
  expect((await screen.findByRole('alert')).textContent).toContain(
    'The broker contradicts itself.',
  );
  expect((await button('Yes, this is my paper account')).disabled).toBe(true);
});

test('with more than one account the trader picks', async () => {
  const fake = fakeDesk();
  const other = { ...fakeIdentity, accountId: accountIdOf('DU7418204'), alias: 'Savings' };
  fake.pens.list.set(accountList(paperWitnesses, [fakeIdentity, other]));
  fake.pens.selected.set(null);
  const { user } = renderWithDesk(<Wizard step={3} />, fake);
  const accept = await button('Yes, this is my paper account');
  expect(accept.disabled).toBe(true);
  await user.click(screen.getByRole('radio', { name: /DU7418204/ }));
  expect(fake.asked).toEqual([{ what: 'account.select', with: ['DU7418204'] }]);
  await user.click(accept);
  expect(fake.saved.connections[0]?.accountId).toBe('DU7418204');
});

test('each text is stored with version, time and hash; the desk opens when all are read', async () => {
  const fake = fakeDesk();
  const done = vi.fn<() => void>();
  const { user } = renderWithDesk(<Wizard step={4} onDone={done} />, fake);
  const open = await button('Open the desk');
  for (const { title } of disclosures) {
    expect(open.disabled).toBe(true);
    await user.click(await button(`I have read and accept this: ${title}`));
    await vi.waitFor(() =>
      expect(
        screen.queryByRole('button', { name: `I have read and accept this: ${title}` }),
      ).toBeNull(),
    );
  }
  const { acknowledgments } = fake.saved;
  expect(acknowledgments.map(({ documentId }) => documentId)).toEqual([
    'standardized-options',
    'assignment',
    'margin',
    'day-trading',
    'market-orders',
    'extended-hours',
    'software',
  ]);
  expect(acknowledgments.every(({ textHash }) => /^[0-9a-f]{64}$/.test(textHash))).toBe(true);
  expect(new Set(acknowledgments.map(({ textHash }) => textHash)).size).toBe(7);
  expect(acknowledgments[0]).toMatchObject({ version: '2026-11-21', environment: 'paper' });

  await user.click(open);
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
});

test('what was read before is not asked again, and a step whose ground is gone is not shown', async () => {
  const fake = fakeDesk();
  const [first] = disclosures;
  if (first === undefined) throw new Error('No disclosures.');
  fake.saved.acknowledgments = [
    {
      documentId: first.id,
      version: first.version,
      title: first.title,
      accountId: null,
      textHash: 'ab',
      environment: 'paper',
      acknowledgedAt: fake.desk.clock.now(),
    },
  ];
  renderWithDesk(<Wizard step={4} />, fake);
  expect(await screen.findByText('6 to read')).toBeDefined();

  act(() => fake.pens.session.set(noSession));
  expect(await screen.findByRole('heading', { name: 'Find your gateway' })).toBeDefined();
});

test('a setup left half way starts where it stood', async () => {
  const fake = fakeDesk();
  fake.saved.connections = [{ ...paperConnection, accountId: null, completedAt: null }];
  fake.pens.connection.set(ownTarget);
  renderWithDesk(<Wizard />, fake);
  expect(await screen.findByRole('heading', { name: 'This is a paper account' })).toBeDefined();
});

test('Esc leaves', async () => {
  const leave = vi.fn<() => void>();
  const { user } = renderWithDesk(<Wizard onLeave={leave} />, emptyDesk());
  await screen.findByRole('heading', { name: 'Which money?' });
  await user.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledOnce();
});

test.each([1, 2, 3, 4] as const)('axe finds nothing on step %i', async (step) => {
  const fake = fakeDesk({
    override: { connection: { probe: async () => ok(probeReport(true)) } },
  });
  renderWithDesk(<Wizard step={step} />, fake);
  await screen.findByRole('button', { name: 'Back' });
  expect(await axeFaults()).toEqual([]);
});
