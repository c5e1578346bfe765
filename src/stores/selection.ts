import { create } from 'zustand';

import type { BrokerOrderId } from '#domain/order.ts';

/** What a phone shows; a desk shows all of it at once. */
export type PhonePane = 'chain' | 'positions' | 'orders';
export type OrdersTab = 'working' | 'today' | 'fills';

interface SelectionStore {
  readonly phonePane: PhonePane;
  readonly ordersTab: OrdersTab;
  /** The order row that `X` cancels. */
  readonly order: BrokerOrderId | null;
  readonly showPane: (pane: PhonePane) => void;
  readonly showOrders: (tab: OrdersTab) => void;
  readonly pickOrder: (order: BrokerOrderId | null) => void;
}

/** What the trader looks at. Underlying and expiry are not here: they stand in the address. */
export const useSelection = create<SelectionStore>()((set) => ({
  phonePane: 'chain',
  ordersTab: 'working',
  order: null,
  showPane: (phonePane) => set({ phonePane }),
  showOrders: (ordersTab) => set({ ordersTab }),
  pickOrder: (order) => set({ order }),
}));
