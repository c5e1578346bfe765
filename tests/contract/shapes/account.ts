/** Account figures of the trading side, from the published API description. */
import { z } from 'zod';

const usd = z.string().regex(/^-?\d{1,3}(,\d{3})* USD$/);
const whole = z.string().regex(/^-?\d{1,3}(,\d{3})*$/);

export const accountSummary = z.object({
  accountType: z.string(),
  status: z.string(),
  balance: z.number(),
  SMA: z.number(),
  buyingPower: z.number(),
  availableFunds: z.number(),
  excessLiquidity: z.number(),
  netLiquidationValue: z.number(),
  equityWithLoanValue: z.number(),
  regTLoan: z.number(),
  securitiesGVP: z.number(),
  totalCashValue: z.number(),
  accruedInterest: z.number(),
  regTMargin: z.number(),
  initialMargin: z.number(),
  maintenanceMargin: z.number(),
  cashBalances: z
    .array(z.object({ currency: z.string(), balance: z.number(), settledCash: z.number() }))
    .min(1),
});

const funds = z.object({
  current_available: usd,
  current_excess: usd,
  'Prdctd Pst-xpry Excss': usd,
  'Lk Ahd Avlbl Fnds': usd,
  'Lk Ahd Excss Lqdty': usd,
  overnight_available: usd,
  overnight_excess: usd,
});

export const availableFunds = z.object({
  total: funds.extend({
    buying_power: usd,
    day_trades_left: z.string(),
    leverage: z.string(),
    'Lk Ahd Nxt Chng': z.string(),
  }),
  commodities: funds,
  securities: funds,
});

const balance = z.object({
  net_liquidation: usd,
  equity_with_loan: usd,
  cash: usd,
  sec_gross_pos_val: usd,
  'MTD Interest': usd,
  'Pndng Dbt Crd Chrgs': usd,
});

const ofSecurities = { sec_gross_pos_val: true } as const;
export const balances = z.object({
  total: balance,
  commodities: balance.omit(ofSecurities),
  securities: balance,
});

const margin = z.object({
  'RegT Margin': usd,
  current_initial: usd,
  current_maint: usd,
  'Prdctd Pst-xpry Mrgn @ Opn': usd,
  projected_liquidity_inital_margin: usd,
  'Prjctd Lk Ahd Mntnnc Mrgn': usd,
  projected_overnight_initial_margin: usd,
  'Prjctd Ovrnght Mntnnc Mrgn': usd,
});

export const margins = z.object({
  total: margin,
  commodities: margin.omit({ 'RegT Margin': true }),
  securities: margin,
});

const valueRow = z.object({
  total_cash: whole,
  settled_cash: whole,
  stock: whole,
  options: whole,
  futures: whole,
  net_liquidation: whole,
  unrealized_pnl: whole,
  realized_pnl: whole,
  'Exchange Rate': z.string(),
});

export const marketValue = z.object({ USD: valueRow, 'Total (in USD)': valueRow });

export const pnl = z.strictObject({
  upnl: z.record(
    z.string().regex(/^D?U\d+\.Core$/),
    z.object({
      rowType: z.literal(1),
      dpl: z.number(),
      nl: z.number(),
      upl: z.number(),
      el: z.number(),
      mv: z.number(),
    }),
  ),
});
