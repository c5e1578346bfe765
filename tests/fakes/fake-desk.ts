import type { DeskServices } from '#services/desk-services.ts';
import type { Clock } from '#services/ports/clock.ts';

import { paperConnection } from './fake-account.ts';
import { fakeClock } from './fake-clock.ts';
import {
  connectionPart,
  sessionPart,
  accountPart,
  auditPart,
  backupsPart,
} from './fake-desk-parts.ts';
import { fakeNow } from './fake-market.ts';
import { type FakeDeskPens, type Parts, makePens, type Saved } from './fake-pens.ts';
import { marketPart, ordersPart } from './fake-trading-parts.ts';

export interface FakeDesk {
  readonly desk: DeskServices;
  readonly pens: FakeDeskPens;
  /** Names of what the screens asked the desk to do, with the arguments, in order. */
  readonly asked: { readonly what: string; readonly with: readonly unknown[] }[];
  readonly saved: Saved;
}

type Overrides = {
  readonly [Part in keyof DeskServices]?: DeskServices[Part] extends (...words: never) => unknown
    ? DeskServices[Part]
    : Partial<DeskServices[Part]>;
};

interface FakeDeskOptions {
  readonly clock?: Clock;
  /** Replaces single functions, e.g. `{ connection: { probe: async () => err(...) } }`. */
  readonly override?: Overrides;
}

/** A complete desk with a paper account, an AAPL chain, positions, orders and an audit story. Nothing leaves it. */
export function fakeDesk(options: FakeDeskOptions = {}): FakeDesk {
  const clock = options.clock ?? fakeClock(fakeNow);
  const pens = makePens();
  const asked: { what: string; with: readonly unknown[] }[] = [];
  const saved: Saved = { connections: [paperConnection], acknowledgments: [] };
  const note = (what: string, ...words: readonly unknown[]) =>
    void asked.push({ what, with: words });
  const parts = { clock, pens, saved, note };
  const desk = assemble(parts, options.override ?? {});
  return { desk, pens, asked, saved };
}

function assemble(parts: Parts, override: Overrides): DeskServices {
  return {
    clock: parts.clock,
    marketLead: parts.pens.marketLead,
    connection: { ...connectionPart(parts), ...override.connection },
    session: { ...sessionPart(parts), ...override.session },
    account: { ...accountPart(parts), ...override.account },
    market: { ...marketPart(), ...override.market },
    quotes: { quote: parts.pens.quote, watch: () => () => undefined, ...override.quotes },
    orders: { ...ordersPart(parts), ...override.orders },
    positions: {
      positions: parts.pens.positions,
      figures: parts.pens.figures,
      syncNow: async () => parts.note('positions.syncNow'),
      ...override.positions,
    },
    audit: { ...auditPart(parts), ...override.audit },
    notices: parts.pens.notices,
    dismissNotice: (id) => {
      parts.note('dismissNotice', id);
      parts.pens.notices.set(parts.pens.notices.get().filter((notice) => notice.id !== id));
    },
    backups: { ...backupsPart(parts), ...override.backups },
    practice: {
      host: 'localhost',
      port: 5055,
      loginUrl: 'https://localhost:5055/sso/Login?forwardTo=22&RL=1',
      isAlwaysOpen: true,
    },
    defaults: {
      gatewayHost: 'localhost',
      gatewayPort: 5000,
      gatewayIsTls: true,
      environment: 'paper',
      isIbkrEnabled: true,
    },
    syncEveryMs: 30_000,
    hostedDatabase: null,
  };
}
