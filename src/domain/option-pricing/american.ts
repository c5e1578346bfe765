import { pricePut, valuePut, type Accuracy } from './american-put.ts';
import { priceOnTree } from './binomial-tree.ts';
import { certainExercise } from './certain-exercise.ts';
import { priceEuropean } from './european.ts';
import {
  checkTerms,
  DAYS_PER_YEAR,
  escrowedDividends,
  netSpot,
  type OptionTerms,
  type OptionValue,
} from './option-terms.ts';
import { driftRatio, type PutTerms } from './put-terms.ts';

const PER_POINT = 0.01;

/**
 * Values an option that can be exercised on any day up to expiry, with all sensitivities.
 *
 * On a strike of 100, `quote` is good to 1e-3, mostly 1e-5, in about 40 us (with cash dividends to a cent, in 60 us)
 * and `detail`, the default, to 1e-5 in about 1 ms (with cash dividends to 2e-3); vega and rho to a few percent
 * near the boundary. A call that gains nothing by early exercise is the European one, at its speed.
 * Where exercise at once is best, the price is the intrinsic value and only delta remains.
 */
export function priceAmerican(terms: OptionTerms, accuracy: Accuracy = 'detail'): OptionValue {
  checkTerms(terms, terms.vol);
  return methods[chooseMethod(terms)].value(terms, accuracy);
}

/** The price of {@link priceAmerican} without its sensitivities, in a third of the time. */
export function americanPrice(terms: OptionTerms, accuracy: Accuracy = 'detail'): number {
  checkTerms(terms, terms.vol);
  return methods[chooseMethod(terms)].price(terms, accuracy);
}

type Method = 'european' | 'certain' | 'tree' | 'boundary';

interface Pricer {
  readonly value: (terms: OptionTerms, accuracy: Accuracy) => OptionValue;
  readonly price: (terms: OptionTerms, accuracy: Accuracy) => number;
}

const methods: Readonly<Record<Method, Pricer>> = {
  european: { value: priceEuropean, price: (terms) => priceEuropean(terms).price },
  certain: { value: certainExercise, price: (terms) => certainExercise(terms).price },
  tree: {
    value: valueOnTree,
    price: (terms, accuracy) => priceOnTree(terms, TREE_STEPS[accuracy]).price,
  },
  boundary: {
    value: valueByBoundary,
    price: (terms, accuracy) => pricePut(asPut(terms), accuracy),
  },
};

/** Below this deviation, or with the underlying carried this many deviations down, chance cannot be seen. */
const CERTAIN_DEVIATION = 1e-8;
const CERTAIN_DRIFT = -2000;

function chooseMethod(terms: OptionTerms): Method {
  const put = asPut(terms);
  const hasDividends = escrowedDividends(terms).value > 0;
  const isCallForDividends = hasDividends && terms.right === 'call';
  if (terms.years === 0) return 'european';
  if (gainsNothing(put) && !isCallForDividends) return 'european';
  if (hasNoChance(terms, put)) return 'certain';
  // Without interest on the strike, or with dividends in cash, the boundary is not the single smooth curve.
  return hasDividends || put.rate <= 0 ? 'tree' : 'boundary';
}

/** Exercise gains interest on the put's strike and loses the yield of the share: whether that is never worth it. */
function gainsNothing({ rate, dividendYield, years }: PutTerms): boolean {
  return rate * years < LEAST_GAIN && dividendYield >= Math.min(rate, 0);
}

/** Interest until expiry, as a share of the strike, that is too little to see in a price. */
const LEAST_GAIN = 1e-12;

function hasNoChance(terms: OptionTerms, put: PutTerms): boolean {
  if (netSpot(terms) === 0 || terms.strike === 0) return true;
  return terms.vol * Math.sqrt(terms.years) < CERTAIN_DEVIATION || driftRatio(put) < CERTAIN_DRIFT;
}

/** A call is a put on the strike, paid for with the share: spot and strike, rate and yield change places. */
function asPut({ right, spot, strike, years, vol, rate, dividendYield }: OptionTerms): PutTerms {
  if (right === 'put') return { spot, strike, years, vol, rate, dividendYield };
  return { spot: strike, strike: spot, years, vol, rate: dividendYield, dividendYield: rate };
}

function valueByBoundary(terms: OptionTerms, accuracy: Accuracy): OptionValue {
  const isPut = terms.right === 'put';
  const put = asPut(terms);
  const { price, delta, gamma, theta, vega, carryRho } = valuePut(
    put,
    isPut ? 'rate' : 'dividendYield',
    accuracy,
  );
  // The put's price is homogeneous in spot and strike, which gives the slopes along its strike.
  const ratio = put.spot / put.strike;
  return {
    price,
    delta: isPut ? delta : price / put.strike - ratio * delta,
    gamma: isPut ? gamma : ratio * ratio * gamma,
    theta: theta / DAYS_PER_YEAR,
    vega: vega * PER_POINT,
    rho: carryRho * PER_POINT,
  };
}

const TREE_STEPS = { quote: 51, detail: 501, reference: 2001 } as const;
const VOL_STEP = 1e-4;
const RATE_STEP = 1e-5;

function valueOnTree(terms: OptionTerms, accuracy: Accuracy): OptionValue {
  const steps = TREE_STEPS[accuracy];
  const { spot, vol, rate, dividendYield } = terms;
  const { price, delta, gamma, isExercised } = priceOnTree(terms, steps);
  if (isExercised) return { price, delta, gamma, theta: 0, vega: 0, rho: 0 };
  const priceOf = (bumped: OptionTerms) => priceOnTree(bumped, steps).price;
  const net = netSpot(terms);
  const escrowed = spot - net;
  const thetaPerYear =
    rate * price -
    ((rate - dividendYield) * net + rate * escrowed) * delta -
    0.5 * (vol * net) ** 2 * gamma;
  return {
    price,
    delta,
    gamma,
    theta: thetaPerYear / DAYS_PER_YEAR,
    vega:
      ((priceOf({ ...terms, vol: vol * (1 + VOL_STEP) }) - price) / (vol * VOL_STEP)) * PER_POINT,
    rho: ((priceOf({ ...terms, rate: rate + RATE_STEP }) - price) / RATE_STEP) * PER_POINT,
  };
}
