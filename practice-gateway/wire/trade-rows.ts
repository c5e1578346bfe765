import type { SimulatedExecution } from '#simulation/exchange-shapes.ts';

import type { World } from '../world.ts';
import { contractFacts, present } from './contract-facts.ts';
import { marketName } from './contract-text.ts';
import { longStamp } from './exchange-time.ts';
import { cents, priceText } from './number-text.ts';

/** A row of the trade list and of the `str` topic. `side` is one letter, the commission a text. */
export function tradeRow(world: World, execution: SimulatedExecution): Record<string, unknown> {
  const facts = contractFacts(world, execution.conid);
  const price = priceText(execution.price);
  const verb = execution.side === 'buy' ? 'Bot' : 'Sold';
  const { accountId } = execution;
  return {
    execution_id: execution.executionId,
    symbol: facts.symbol,
    supports_tax_opt: '0',
    side: execution.side === 'buy' ? 'B' : 'S',
    order_description: `${verb} ${execution.quantity} @ ${price} on ${execution.exchange}`,
    trade_time: longStamp(execution.executedAt),
    trade_time_r: execution.executedAt,
    size: execution.quantity,
    price,
    submitter: world.session.sso?.username ?? '',
    exchange: execution.exchange,
    commission: execution.commission.toFixed(2),
    net_amount: cents(execution.price.times(execution.quantity).times(facts.multiplier)),
    account: accountId,
    accountCode: accountId,
    account_allocation_name: accountId,
    company_name: facts.company,
    contract_description_1: facts.symbol,
    sec_type: facts.secType,
    listing_exchange: marketName(facts.listingExchange),
    conid: execution.conid,
    conidEx: String(execution.conid),
    clearing_id: 'IB',
    clearing_name: 'IB',
    liquidation_trade: '0',
    is_event_trading: '0',
    order_id: execution.orderId,
    ...present({ order_ref: execution.clientOrderId, contract_description_2: facts.second }),
  };
}
