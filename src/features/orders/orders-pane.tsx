import { isWorking } from '#domain/order.ts';
import { brokerTrouble, cancelTrouble } from '#queries/broker-trouble.ts';
import { useHasGateway } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import {
  useCancelOrder,
  useExecutions,
  useOrders,
  useRefreshOrders,
  type DeskOrder,
} from '#queries/orders.ts';
import { useWatchQuotes } from '#queries/quotes.ts';
import { useSelection, type OrdersTab } from '#stores/selection.ts';
import { missingText } from '#ui/format-number.ts';
import { formatAge } from '#ui/format-time.ts';
import { Icon } from '#ui/icon.tsx';
import { EmptyPanel, FailedPanel, LoadingPanel, StaleNote } from '#ui/panel.tsx';
import { Tabs } from '#ui/tabs.tsx';

import { ExecutionsTable } from './executions-table.tsx';
import { conidOf, orderKey, OrderRow } from './order-row.tsx';
import { statusWords } from './order-words.ts';
import './orders.css';

/** An order nobody knows about works until proven otherwise. */
const mayStillFill = ({ status }: DeskOrder) =>
  isWorking(status) || status === 'unknown' || status === 'sending' || status === 'question';

/** Working orders, the orders of the day that are over, and fills. */
export function OrdersPane() {
  const { rows, readAt } = useOrders();
  const fills = useExecutions();
  const { ordersTab, showOrders } = useSelection();
  const working = rows.filter(mayStillFill);
  const over = rows.filter((order) => !mayStillFill(order));
  const tabs: readonly { readonly value: OrdersTab; readonly label: string }[] = [
    { value: 'working', label: `Working ${countText(working, readAt)}` },
    { value: 'today', label: `Today ${countText(over, readAt)}` },
    { value: 'fills', label: `Fills ${countText(fills.rows, fills.readAt)}` },
  ];
  return (
    <section className="orders-pane" aria-label="Orders">
      <Tabs
        label="Orders and fills"
        value={ordersTab}
        tabs={tabs}
        onChange={showOrders}
        className="segments pane-tabs"
      >
        <div className="pane-scroll">
          {ordersTab === 'fills' ? (
            <ExecutionsTable />
          ) : (
            <OrderTable rows={ordersTab === 'working' ? working : over} tab={ordersTab} />
          )}
        </div>
      </Tabs>
    </section>
  );
}

/** A list that was never read has no count, not even none. */
const countText = (rows: readonly unknown[], readAt: number | null) =>
  readAt === null ? missingText : String(rows.length);

function OrderTable({
  rows,
  tab,
}: {
  readonly rows: readonly DeskOrder[];
  readonly tab: 'working' | 'today';
}) {
  const { rows: all, readAt } = useOrders();
  const cancel = useCancelOrder();
  useWatchQuotes(conidsOf(rows));
  const now = useNow();
  if (readAt === null && rows.length === 0) return <Unread />;
  return (
    <>
      <ListDoubts />
      <p className="order-trouble" role="status">
        {cancel.error === null
          ? ''
          : `${cancel.variables.name}: ${endText(all, cancel.variables.brokerOrderId) ?? cancelTrouble(cancel.error)}`}
      </p>
      {rows.length === 0 ? (
        <EmptyPanel title={tab === 'working' ? 'No working orders.' : 'No finished orders today.'}>
          <span className="muted">
            The broker confirmed this {readAt === null ? '' : `${formatAge(now - readAt)} ago`}.
          </span>
        </EmptyPanel>
      ) : (
        <table className="grid orders-grid">
          <OrderHead />
          <tbody>
            {rows.map((order) => (
              <OrderRow
                key={orderKey(order)}
                order={order}
                isCanceling={
                  cancel.isPending && cancel.variables.brokerOrderId === order.broker?.brokerOrderId
                }
                onCancel={(name, broker) => cancel.mutate({ ...broker, name })}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Nothing is known: what that does not mean. */
function Unread() {
  const { error } = useOrders();
  const refresh = useRefreshOrders();
  if (!useHasGateway()) {
    return (
      <FailedPanel title="Not asked: no gateway is connected.">
        This does not mean that you have none: orders at the broker keep working.
      </FailedPanel>
    );
  }
  return error === null ? (
    <LoadingPanel whenLate="No answer yet. This does not mean that you have none.">
      Asking the broker, usually under 6 s.
    </LoadingPanel>
  ) : (
    <FailedPanel title="The broker did not list orders." onRetry={() => refresh.mutate()}>
      {brokerTrouble(error)} This does not mean that you have none: orders there work on. The desk
      asks again by itself.
    </FailedPanel>
  );
}

/** How an order whose cancel failed has ended meanwhile; null while it may still work. */
function endText(rows: readonly DeskOrder[], brokerOrderId: string): string | null {
  const order = rows.find(({ broker }) => broker?.brokerOrderId === brokerOrderId);
  if (order === undefined || mayStillFill(order)) return null;
  return order.status === 'filled'
    ? 'The cancel came too late, the order has filled. The position shows what you hold.'
    : `The order is over: ${statusWords[order.status].word.toLowerCase()}.`;
}

/** Why the list may not be what the broker has now. */
function ListDoubts() {
  const { readAt, error } = useOrders();
  const now = useNow();
  if (readAt === null) {
    return (
      <p className="stale-note">
        <Icon name="clock" isSmall />
        <span>
          <b>Not the whole list.</b> Known to this desk; the broker has not listed its orders yet.
        </span>
      </p>
    );
  }
  return error === null ? null : (
    <StaleNote ageMs={now - readAt}>
      {brokerTrouble(error)} The list is the last one known.
    </StaleNote>
  );
}

function OrderHead() {
  return (
    <>
      <colgroup>
        <col className="w-status" />
        <col className="w-side" />
        <col />
        <col className="w-limit" />
        <col className="w-market" />
        <col className="w-filled" />
        <col className="w-lasts" />
        <col className="w-from" />
        <col className="w-act" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col" className="left">
            Side
          </th>
          <th scope="col" className="left">
            Order
          </th>
          <th scope="col">Price</th>
          <th scope="col" className="order-market">
            Bid / mid / ask
          </th>
          <th scope="col">Filled</th>
          <th scope="col">Lasts</th>
          <th scope="col" className="order-from">
            Lives
          </th>
          <th scope="col">
            <span className="vh">Cancel</span>
          </th>
        </tr>
      </thead>
    </>
  );
}

function conidsOf(rows: readonly DeskOrder[]) {
  return rows.filter(mayStillFill).flatMap((order) => conidOf(order) ?? []);
}
