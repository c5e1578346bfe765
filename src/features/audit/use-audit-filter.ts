import { useMemo, useState } from 'react';

import { accountIdOf, clientOrderIdOf } from '#domain/order.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import type { AuditFilter } from '#queries/audit.ts';

import { spanMs, type KindGroup, type Span } from './audit-words.ts';

/** The filter as the fields hold it. */
export interface FilterFields {
  readonly span: Span;
  readonly group: KindGroup;
  readonly accountId: string;
  readonly order: string;
  readonly text: string;
}

const firstFields: FilterFields = { span: 'all', group: '', accountId: '', order: '', text: '' };
const pageSize = 100;

/** The fields, what they ask for, and what is wrong with them. Time is counted from when a field last changed. */
export function useAuditFilter(now: () => Instant) {
  const [fields, setFields] = useState(firstFields);
  const [since, setSince] = useState<Instant>(now);
  const [limit, setLimit] = useState(pageSize);
  const filter = useMemo(() => filterOf(fields, since, limit), [fields, since, limit]);
  return {
    fields,
    filter,
    isFiltered: fields !== firstFields,
    change: (over: Partial<FilterFields>) => {
      setFields({ ...fields, ...over });
      setSince(now());
      setLimit(pageSize);
    },
    reset: () => {
      setFields(firstFields);
      setLimit(pageSize);
    },
    showMore: () => setLimit(limit + pageSize),
  };
}

export type AuditState = ReturnType<typeof useAuditFilter>;

/** What the fields ask for. An order number that cannot be one asks for nothing of that name. */
export function filterOf(fields: FilterFields, now: Instant, limit: number): AuditFilter {
  const back = spanMs[fields.span];
  const order = fields.order.trim();
  const account = fields.accountId.trim();
  return {
    limit,
    ...(back === null ? {} : { from: instantOf(now - back) }),
    ...(fields.group === '' ? {} : { kindPrefix: fields.group }),
    ...(account === '' ? {} : { accountId: accountIdOf(account) }),
    ...(isOrderId(order) ? { clientOrderId: clientOrderIdOf(order) } : {}),
    ...(fields.text.trim() === '' ? {} : { text: fields.text.trim() }),
  };
}

/** Whether the text can be one of our order numbers. */
export const isOrderId = (text: string) => /^[\x21-\x7e]{1,40}$/.test(text);
