import { create } from 'zustand';

/** What a phone shows; a desk shows all of it at once. */
export type PhonePane = 'chain' | 'positions' | 'orders';
export type OrdersTab = 'working' | 'today' | 'fills';

interface SelectionStore {
  readonly phonePane: PhonePane;
  readonly ordersTab: OrdersTab;
  readonly showPane: (pane: PhonePane) => void;
  readonly showOrders: (tab: OrdersTab) => void;
}

/** What the trader looks at. Underlying and expiry are not here: they stand in the address. */
export const useSelection = create<SelectionStore>()((set) => ({
  phonePane: 'chain',
  ordersTab: 'working',
  showPane: (phonePane) => set({ phonePane }),
  showOrders: (ordersTab) => set({ ordersTab }),
}));
