import { Big } from 'big.js';
import { useRef } from 'react';

import { midOf } from '#domain/order-facts.ts';
import { parsePrice, parseQuantity } from '#domain/order-input.ts';
import type { OrderType, TimeInForce } from '#domain/order.ts';
import { passiveMid } from '#domain/passive-mid.ts';
import { stepPrice } from '#domain/price-increment.ts';
import { isTriggered, priceText, useTicket, type TicketEntry } from '#stores/ticket.ts';
import { Button } from '#ui/button.tsx';
import { SelectField } from '#ui/field.tsx';
import { formatPrice } from '#ui/format-number.ts';
import { NumberField } from '#ui/number-field.tsx';
import { Segments } from '#ui/segments.tsx';
import { useKeys } from '#ui/use-keys.ts';

import { priceTexts, quantityTexts } from './input-texts.ts';
import { PriceRuler } from './price-ruler.tsx';
import type { TicketOrder } from './use-ticket-order.ts';
import type { WrittenPrice } from './written-order.ts';

const typeNames: Record<OrderType, string> = {
  limit: 'Limit',
  market: 'Market',
  stop: 'Stop',
  'stop-limit': 'Stop-limit',
};
const types = (['limit', 'market', 'stop', 'stop-limit'] as const).map((value) => ({
  value,
  label: typeNames[value],
}));

const lasting: readonly { readonly value: TimeInForce; readonly label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'gtc', label: 'GTC' },
  { value: 'ioc', label: 'IOC' },
];

/** While the broker has not told the steps, the buttons step by a cent; what is typed is judged by the broker. */
const centSteps = [{ lowerEdge: new Big(0), increment: new Big('0.01') }];

interface TicketTermsProps {
  readonly entry: TicketEntry;
  readonly order: TicketOrder;
  readonly hasLetterKeys: boolean;
}

/** How many, how, at which price, for how long. What is typed stays as typed. */
export function TicketTerms(props: TicketTermsProps) {
  const { entry, order } = props;
  const ticket = useTicket();
  const box = useRef<HTMLDivElement>(null);
  const { written } = order;
  const moves = useMoves(props, box);
  return (
    <div className="price" ref={box}>
      <div className="price-row">
        <LimitField {...props} onStep={moves.stepLimit} />
        <NumberField
          label={entry.contract.kind === 'option' ? 'Contracts' : 'Shares'}
          className="ticket-quantity"
          value={entry.quantityText}
          onChange={ticket.typeQuantity}
          onStep={moves.stepQuantity}
          stepName="one"
          error={written.quantity.ok ? null : quantityTexts[written.quantity.error]}
        />
      </div>
      <StopField {...props} onStep={moves.stepStop} />
      {written.limit === null ? null : (
        <PriceRuler
          bid={order.quote?.bid ?? null}
          ask={order.quote?.ask ?? null}
          price={written.limit.price.ok ? written.limit.price.value : null}
          onPick={moves.takePrice}
        />
      )}
      <div className="price-row">
        <SelectField label="Type" value={entry.type} options={types} onChange={ticket.chooseType} />
        <div className="labeled">
          <span className="label">Lasts</span>
          <Segments
            label="How long the order works"
            value={entry.timeInForce}
            options={lasting.filter(({ value }) => value !== 'ioc' || !isTriggered(entry.type))}
            onChange={ticket.chooseTimeInForce}
          />
        </div>
      </div>
    </div>
  );
}

function LimitField(props: TicketTermsProps & { readonly onStep: (direction: 1 | -1) => void }) {
  const { entry, order, onStep } = props;
  const typeLimit = useTicket((ticket) => ticket.typeLimit);
  const { limit } = order.written;
  if (limit === null) return <AnyPrice type={entry.type} />;
  return (
    <NumberField
      label="Limit per share"
      value={entry.limitText}
      onChange={typeLimit}
      onStep={onStep}
      stepName="one tick"
      stepperClassName="is-price"
      error={priceError(limit, typeLimit)}
    />
  );
}

function StopField(props: TicketTermsProps & { readonly onStep: (direction: 1 | -1) => void }) {
  const { entry, order, onStep } = props;
  const typeStop = useTicket((ticket) => ticket.typeStop);
  const { stop } = order.written;
  if (stop === null) return null;
  const where = entry.side === 'buy' ? 'at or above' : 'at or below';
  return (
    <NumberField
      label={`Trigger: wakes when the price is ${where}`}
      value={entry.stopText}
      onChange={typeStop}
      onStep={onStep}
      stepName="one tick"
      error={priceError(stop, typeStop)}
    />
  );
}

/** What the step buttons, the ruler and the keys do. */
function useMoves(
  { entry, order, hasLetterKeys }: TicketTermsProps,
  box: { readonly current: HTMLDivElement | null },
) {
  const ticket = useTicket();
  const { quote } = order;
  const steps = order.increments ?? centSteps;
  const mid = midOf(quote?.bid ?? null, quote?.ask ?? null);
  const stepped = (text: string, direction: 1 | -1): string => {
    const parsed = parsePrice(text);
    const from = parsed.ok ? parsed.value : (quote?.mark ?? mid);
    return from === null ? text : priceText(stepPrice(steps, from, direction));
  };
  const stepLimit = (direction: 1 | -1) => ticket.typeLimit(stepped(entry.limitText, direction));
  const stepStop = (direction: 1 | -1) => ticket.typeStop(stepped(entry.stopText, direction));
  const stepQuantity = (direction: 1 | -1) => {
    const parsed = parseQuantity(entry.quantityText);
    ticket.typeQuantity(String(Math.max(1, (parsed.ok ? parsed.value : 0) + direction)));
  };
  const takePrice = (where: 'bid' | 'mid' | 'ask') => {
    const price = where === 'mid' ? passiveMid(quote, entry.side, steps) : (quote?.[where] ?? null);
    if (price !== null) ticket.typeLimit(priceText(price));
  };
  const pickQuantity = () =>
    box.current?.querySelector<HTMLInputElement>('.ticket-quantity input')?.select();
  const hasLimit = order.written.limit !== null;
  useKeys(
    {
      ...(hasLimit
        ? { '+': () => stepLimit(1), '-': () => stepLimit(-1), m: () => takePrice('mid') }
        : {}),
      q: pickQuantity,
    },
    hasLetterKeys,
  );
  return { stepLimit, stepStop, stepQuantity, takePrice };
}

function AnyPrice({ type }: { readonly type: OrderType }) {
  return (
    <div className="labeled">
      <span className="label">Price per share</span>
      <span className="field any-price">
        {type === 'market' ? 'whatever the market gives' : 'the market’s, once triggered'}
      </span>
    </div>
  );
}

/** What is wrong with a price; off the grid, the two nearest prices are buttons. */
function priceError(written: WrittenPrice, onTake: (text: string) => void) {
  if (!written.price.ok) return priceTexts[written.price.error];
  if (written.offTick === null) return null;
  const { below, above } = written.offTick;
  return (
    <span className="off-tick">
      Between the exchange’s steps. Take{' '}
      {[below, above]
        .filter((price) => price.gt(0))
        .map((price) => (
          <Button key={price.toFixed()} isSmall onClick={() => onTake(priceText(price))}>
            {formatPrice(price)}
          </Button>
        ))}
    </span>
  );
}
