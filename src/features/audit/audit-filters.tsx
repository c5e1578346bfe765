import { useAccountList } from '#queries/account-list.ts';
import { Button } from '#ui/button.tsx';
import { SelectField, TextField } from '#ui/field.tsx';

import { kindGroups, spans } from './audit-words.ts';
import { isOrderId, type AuditState } from './use-audit-filter.ts';

/** Time, kind, account, order, text. */
export function AuditFilters({ state }: { readonly state: AuditState }) {
  const { fields, change } = state;
  const accounts = useAccountList()?.accounts ?? [];
  const order = fields.order.trim();
  return (
    <div role="search" className="audit-filters" aria-label="Filter the audit log">
      <SelectField
        label="Time"
        value={fields.span}
        options={spans}
        onChange={(span) => change({ span })}
      />
      <SelectField
        label="Kind"
        value={fields.group}
        options={kindGroups}
        onChange={(group) => change({ group })}
      />
      <SelectField
        label="Account"
        value={fields.accountId}
        options={[
          { value: '', label: 'All' },
          ...accounts.map(({ accountId }) => ({ value: String(accountId), label: accountId })),
        ]}
        onChange={(accountId) => change({ accountId })}
      />
      <TextField
        label="Order"
        placeholder="its number"
        value={fields.order}
        error={order === '' || isOrderId(order) ? null : 'That is no order number.'}
        onChange={(text) => change({ order: text })}
      />
      <TextField
        label="Text"
        placeholder="in the words of a row"
        value={fields.text}
        onChange={(text) => change({ text })}
      />
      <Button disabled={!state.isFiltered} onClick={state.reset}>
        Show everything
      </Button>
    </div>
  );
}
