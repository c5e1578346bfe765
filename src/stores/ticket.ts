import type { Big } from 'big.js';
import { create } from 'zustand';

import type { OptionContract, UnderlyingContract } from '#domain/contract.ts';
import type { OrderType, Side, TimeInForce } from '#domain/order.ts';

/** The order being written, exactly as typed: parsing happens where it is judged, so that nothing typed is lost. */
export interface TicketEntry {
  readonly contract: OptionContract | UnderlyingContract;
  readonly side: Side;
  readonly quantityText: string;
  readonly type: OrderType;
  readonly limitText: string;
  readonly stopText: string;
  readonly timeInForce: TimeInForce;
  /** True when it came from a position's row: then it must not open anything. */
  readonly isClosing: boolean;
}

interface TicketStore {
  readonly entry: TicketEntry | null;
  /** Grows with every order that is begun; each number gets its own client order id. */
  readonly orderNumber: number;
  /** `price` fills the limit; null leaves it to be typed. */
  readonly pickOption: (contract: OptionContract, side: Side, price: Big | null) => void;
  readonly closeHolding: (holding: Holding) => void;
  readonly flipSide: () => void;
  readonly typeQuantity: (text: string) => void;
  readonly typeLimit: (text: string) => void;
  readonly typeStop: (text: string) => void;
  readonly chooseType: (type: OrderType) => void;
  readonly chooseTimeInForce: (timeInForce: TimeInForce) => void;
  /** The order is over (accepted, refused, discarded): what is written stays, the next one is another order. */
  readonly beginAnother: () => void;
  readonly clear: () => void;
}

interface Holding {
  readonly contract: OptionContract | UnderlyingContract;
  /** The side that takes the holding away. */
  readonly side: Side;
  readonly quantity: Big;
  readonly price: Big | null;
}

const blank = {
  quantityText: '1',
  type: 'limit',
  stopText: '',
  timeInForce: 'day',
  isClosing: false,
} as const;

/** Whether the order waits for a trigger price. */
export const isTriggered = (type: OrderType) => type === 'stop' || type === 'stop-limit';

/** Prices as typed by the desk: at least two decimals, none lost. */
export function priceText(price: Big | null): string {
  if (price === null) return '';
  const decimals = price.toFixed().split('.')[1]?.length ?? 0;
  return price.toFixed(Math.max(2, decimals));
}

/** The ticket's draft. It holds no server data: quotes, checks and previews are read where they are shown. */
export const useTicket = create<TicketStore>()((set) => {
  const change = (how: (entry: TicketEntry) => Partial<TicketEntry>) =>
    set(({ entry }) => (entry === null ? {} : { entry: { ...entry, ...how(entry) } }));
  return {
    entry: null,
    orderNumber: 0,
    pickOption: (contract, side, price) =>
      set(({ entry, orderNumber }) => ({
        orderNumber: orderNumber + 1,
        entry: {
          ...blank,
          ...(entry?.contract.conid === contract.conid && !entry.isClosing ? entry : {}),
          contract,
          side,
          limitText: priceText(price),
        },
      })),
    closeHolding: ({ contract, side, quantity, price }) =>
      set(({ orderNumber }) => ({
        orderNumber: orderNumber + 1,
        entry: {
          ...blank,
          contract,
          side,
          quantityText: quantity.abs().toFixed(),
          limitText: priceText(price),
          isClosing: true,
        },
      })),
    flipSide: () =>
      change(({ side }) => ({ side: side === 'buy' ? 'sell' : 'buy', isClosing: false })),
    typeQuantity: (quantityText) => change(() => ({ quantityText })),
    typeLimit: (limitText) => change(() => ({ limitText })),
    typeStop: (stopText) => change(() => ({ stopText })),
    // A waiting trigger and an order that must fill at once exclude each other.
    chooseType: (type) =>
      change(({ timeInForce }) => ({
        type,
        timeInForce: timeInForce === 'ioc' && isTriggered(type) ? 'day' : timeInForce,
      })),
    chooseTimeInForce: (timeInForce) => change(() => ({ timeInForce })),
    beginAnother: () => set(({ orderNumber }) => ({ orderNumber: orderNumber + 1 })),
    clear: () => set({ entry: null }),
  };
});
