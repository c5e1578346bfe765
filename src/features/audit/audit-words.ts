import type { AuditKind } from '#queries/audit.ts';

/** Each step in words. */
export const kindWords: Record<AuditKind, string> = {
  'order.checked': 'Order checked',
  'order.denied': 'Order stopped by the desk',
  'order.previewed': 'What-if asked',
  'order.confirmed': 'Order confirmed',
  'order.intent-stored': 'Intent stored',
  'order.sent': 'Order sent',
  'order.question': 'Broker asked',
  'order.answered': 'Question answered',
  'order.accepted': 'Order accepted',
  'order.rejected': 'Order rejected by the broker',
  'order.discarded': 'Order discarded',
  'order.unknown': 'Outcome unknown',
  'order.reconciled': 'Order found again',
  'order.released': 'Lock released',
  'order.status': 'Order status',
  'order.cancel-sent': 'Cancel sent',
  'order.cancel-refused': 'Cancel refused',
  'order.modify-sent': 'Change sent',
  'execution.seen': 'Fill',
  'session.changed': 'Session changed',
  'session.login': 'Login',
  'session.logout': 'Logout',
  'session.expiry-warning': 'Expiry warning',
  'connection.probed': 'Gateway looked for',
  'connection.connected': 'Gateway connected',
  'connection.disconnected': 'Gateway disconnected',
  'connection.saved': 'Connection stored',
  'connection.forgotten': 'Connection forgotten',
  'account.selected': 'Account picked',
  'mode.changed': 'Mode changed',
  'sync.manual': 'Manual sync',
  'disclosure.acknowledged': 'Disclosure accepted',
  'backup.made': 'Backup made',
  'backup.restored': 'Backup restored',
};

/** Groups to filter by: the part of the kind before its point. */
export const kindGroups = [
  { value: '', label: 'Everything' },
  { value: 'order.', label: 'Orders' },
  { value: 'execution.', label: 'Fills' },
  { value: 'session.', label: 'Session' },
  { value: 'connection.', label: 'Connections' },
  { value: 'account.', label: 'Accounts' },
  { value: 'disclosure.', label: 'Disclosures' },
  { value: 'backup.', label: 'Backups' },
] as const;

export type KindGroup = (typeof kindGroups)[number]['value'];

export const spans = [
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last 24 hours' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'all', label: 'All time' },
] as const;

export type Span = (typeof spans)[number]['value'];

/** Milliseconds back; null is without end. */
export const spanMs: Record<Span, number | null> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  all: null,
};
