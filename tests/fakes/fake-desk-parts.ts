/** The fake desk's connection, session, account, log and backups. */
import type { BackupInfo } from '#domain/host-facts.ts';
import { ok } from '#lib/result.ts';
import type { DeskServices } from '#services/desk-services.ts';

import { fakeAuditEntries, fakeFigures, probeReport } from './fake-account.ts';
import type { Parts } from './fake-pens.ts';

export function connectionPart({ pens, saved, note }: Parts): DeskServices['connection'] {
  return {
    state: pens.connection,
    mode: pens.mode,
    lease: pens.lease,
    hostStatus: pens.hostStatus,
    takeOver: async (isWarned) => {
      note('connection.takeOver', isWarned);
      if (!isWarned && pens.lease.get()?.isTalking === true) return false;
      pens.lease.set({ isLeader: true, fence: 2, ttlMs: 3000, isTalking: false });
      return true;
    },
    probe: async (target) => {
      note('connection.probe', target);
      return ok({ ...probeReport(true), target });
    },
    connect: async (target, environment) => {
      note('connection.connect', target, environment);
      const isPractice = target.kind === 'practice';
      const loginUrl = `https://${target.host}:${target.port}/`;
      pens.connection.set({ target: { ...target, isPractice, loginUrl }, fingerprint: null });
      return ok({ ...probeReport(false), target });
    },
    disconnect: async () => {
      note('connection.disconnect');
      pens.connection.set({ target: null, fingerprint: null });
      return ok(undefined);
    },
    forget: async (environment) => {
      note('connection.forget', environment);
      saved.connections = saved.connections.filter((row) => row.environment !== environment);
      return ok(undefined);
    },
    loadSaved: async () => ok([...saved.connections]),
    save: async (connection) => {
      note('connection.save', connection);
      const others = saved.connections.filter((row) => row.environment !== connection.environment);
      saved.connections = [...others, connection];
      return ok(undefined);
    },
    loadAcknowledgments: async (environment) =>
      ok(saved.acknowledgments.filter((row) => row.environment === environment)),
    acknowledge: async (acknowledgment) => {
      note('connection.acknowledge', acknowledgment);
      saved.acknowledgments = [...saved.acknowledgments, acknowledgment];
      return ok(undefined);
    },
  };
}

export function sessionPart({ pens, note }: Parts): DeskServices['session'] {
  return {
    session: pens.session,
    checkNow: async () => note('session.checkNow'),
    takeOver: async () => {
      note('session.takeOver');
      return ok(undefined);
    },
    logout: async () => {
      note('session.logout');
      return ok(undefined);
    },
  };
}

export function accountPart({ pens, note }: Parts): DeskServices['account'] {
  return {
    list: pens.list,
    selected: pens.selected,
    select: async (accountId) => {
      note('account.select', accountId);
      pens.selected.set(accountId);
      return ok(undefined);
    },
    fetchFigures: async (accountId) => ok({ ...fakeFigures, accountId }),
  };
}

export function auditPart({ note }: Parts): DeskServices['audit'] {
  return {
    append: async (entry) => note('audit.append', entry),
    load: async (filter) => {
      note('audit.load', filter);
      return fakeAuditEntries()
        .filter((row) => row.kind.startsWith(filter.kindPrefix ?? ''))
        .filter((row) => row.summary.toLowerCase().includes((filter.text ?? '').toLowerCase()))
        .slice(0, filter.limit);
    },
    waiting: async () => 0,
  };
}

export function backupsPart({ note }: Parts): DeskServices['backups'] {
  let backups: readonly BackupInfo[] = [
    { id: 'b2', madeAt: '2026-11-20T15:30:00.000Z', reason: 'start', bytes: 4_812_003 },
    { id: 'b1', madeAt: '2026-11-19T14:02:11.000Z', reason: 'manual', bytes: 4_790_114 },
  ];
  return {
    listBackups: async () => ok(backups),
    makeBackup: async () => {
      note('backups.makeBackup');
      const made: BackupInfo = {
        id: 'b3',
        madeAt: '2026-11-20T15:42:07.000Z',
        reason: 'manual',
        bytes: 4_812_120,
      };
      backups = [made, ...backups];
      return ok(made);
    },
    restoreBackup: async (id) => {
      note('backups.restoreBackup', id);
      return ok(undefined);
    },
  };
}
