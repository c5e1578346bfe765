import type { Big } from 'big.js';

import type { SimulatedOrder, SimulatedOrderRequest } from '#simulation/exchange-shapes.ts';

import { USD_COMBO } from '../orders/read-ticket.ts';
import type { World } from '../world.ts';
import { contractFacts, present } from './contract-facts.ts';
import { marketName } from './contract-text.ts';
import { shortStamp } from './exchange-time.ts';
import { priceText } from './number-text.ts';
import {
  isWorking,
  lifetimeWord,
  orderSentence,
  statusCode,
  statusText,
  typeTitle,
  typeWord,
} from './order-words.ts';

const isCombo = (request: SimulatedOrderRequest) => request.legs.length > 1;

/** The combination as a client wrote it; a single contract with its route. */
function conidexOf(request: SimulatedOrderRequest): string {
  if (!isCombo(request)) return String(request.legs[0].conid);
  const legs = request.legs.map(
    ({ conid, side, ratio }) => `${conid}/${side === 'buy' ? ratio : -ratio}`,
  );
  return `${USD_COMBO};;;${legs.join(',')}`;
}

/** The number an order goes by: its contract's, or the one of all combinations. */
export const conidOfOrder = (request: SimulatedOrderRequest): number =>
  isCombo(request) ? USD_COMBO : request.legs[0].conid;

/** What the rows say about the contract; a combination speaks for its first leg. */
function contractWords(world: World, request: SimulatedOrderRequest) {
  const facts = contractFacts(world, request.legs[0].conid);
  const conid = conidOfOrder(request);
  if (!isCombo(request)) return { ...facts, conid };
  return { ...facts, conid, secType: 'BAG', second: `${request.legs.length} legs` };
}

const sizeAndFills = (order: SimulatedOrder) =>
  order.status === 'Filled'
    ? String(order.filledQuantity)
    : `${order.filledQuantity}/${order.request.quantity}`;

const textOf = (price: Big | null) => (price === null ? null : priceText(price));

/** Keys that are there only when they have something to say. */
function sometimes(order: SimulatedOrder, second: string | null) {
  const { request, reason, status } = order;
  return present({
    description2: second,
    price: textOf(request.limitPrice ?? request.stopPrice),
    auxPrice: request.type === 'stop-limit' ? textOf(request.stopPrice) : null,
    avgPrice: textOf(order.averagePrice),
    order_ref: request.clientOrderId,
    parentId: request.parentOrderId,
    order_cancellation_by_system_reason: status === 'Cancelled' ? reason : null,
    text: status === 'Inactive' ? reason : null,
  });
}

/** A row of the order list and of the `sor` topic. */
export function orderRow(world: World, order: SimulatedOrder): Record<string, unknown> {
  const { request } = order;
  const words = contractWords(world, request);
  const isDone = !isWorking(order.status);
  return {
    acct: request.accountId,
    exchange: 'SMART',
    conidex: conidexOf(request),
    conid: words.conid,
    account: request.accountId,
    orderId: order.orderId,
    cashCcy: 'USD',
    sizeAndFills: sizeAndFills(order),
    orderDesc: orderSentence(request, order.status === 'Filled'),
    description1: words.symbol,
    ticker: words.symbol,
    secType: words.secType,
    listingExchange: marketName(words.listingExchange),
    remainingQuantity: order.remainingQuantity,
    filledQuantity: order.filledQuantity,
    totalSize: request.quantity,
    companyName: words.company,
    status: order.status,
    order_ccp_status: order.status,
    origOrderType: typeWord[request.type],
    supportsTaxOpt: '0',
    lastExecutionTime: shortStamp(order.updatedAt),
    lastExecutionTime_r: order.updatedAt,
    orderType: typeTitle[request.type],
    bgColor: '#FFFFFF',
    fgColor: '#000000',
    isEventTrading: '0',
    timeInForce: isDone ? 'CLOSE' : lifetimeWord(request),
    side: request.side.toUpperCase(),
    ...sometimes(order, words.second),
  };
}

/** Keys of the broker's own front ends; the same for every order. */
const plumbing = {
  sub_type: null,
  request_id: '209',
  server_id: '0',
  option_acct: 'c',
  fg_color: '#FFFFFF',
  bg_color: '#000000',
  available_chart_periods: '#R|1',
  alert_active: 0,
  child_order_type: '0',
  allowed_duplicate_opposite: true,
};

/** "Sold 5 AAPL Market, Day": the symbol comes after side and quantity. */
const withSymbol = (sentence: string, symbol: string) =>
  sentence.replace(/^(\S+ \S+)/, `$1 ${symbol}`);

/** GET /iserver/account/order/status: other names for the same facts. `size` is what remains. */
export function orderStatusBody(world: World, order: SimulatedOrder): Record<string, unknown> {
  const { request } = order;
  const words = contractWords(world, request);
  const isDone = !isWorking(order.status);
  const sentence = orderSentence(request, order.status === 'Filled');
  return {
    ...plumbing,
    order_id: order.orderId,
    conidex: conidexOf(request),
    conid: words.conid,
    symbol: words.symbol,
    side: request.side === 'buy' ? 'B' : 'S',
    contract_description_1: words.symbol,
    listing_exchange: marketName(words.listingExchange),
    company_name: words.company,
    size: order.remainingQuantity.toFixed(1),
    total_size: request.quantity.toFixed(1),
    currency: 'USD',
    account: request.accountId,
    order_type: typeWord[request.type],
    cum_fill: order.filledQuantity.toFixed(1),
    order_status: order.status,
    order_ccp_status: statusCode[order.status],
    order_status_description: statusText[order.status],
    tif: lifetimeWord(request),
    order_not_editable: isDone,
    editable_fields: isDone ? '' : '\u001E',
    cannot_cancel_order: isDone,
    deactivate_order: false,
    sec_type: words.secType,
    order_description: sentence,
    order_description_with_contract: withSymbol(sentence, words.symbol),
    exit_strategy_chart_description: sentence,
    exit_strategy_tool_availability: '1',
    outside_rth: request.outsideRegularHours,
    all_or_none: false,
    order_clearing_account: request.accountId,
    size_and_fills: sizeAndFills(order),
    order_time: shortStamp(order.placedAt),
    ...present({
      contract_description_2: words.second,
      limit_price: textOf(request.limitPrice),
      stop_price: textOf(request.stopPrice),
      average_price: textOf(order.averagePrice),
      exit_strategy_display_price: textOf(
        order.averagePrice ?? request.limitPrice ?? request.stopPrice,
      ),
    }),
  };
}
