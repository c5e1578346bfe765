/** Which money the desk is set to. The practice gateway is an IBKR paper login at our own exchange. */
export type TradingMode =
  'practice' | 'ibkr-paper' | 'ibkr-live' | 'local-paper' | 'alpaca-paper' | 'alpaca-live';

/** Kept apart in storage and in every record: practice rows never count as paper rows. */
export type Environment = 'practice' | 'paper' | 'live';

/** The mode in which the desk trades with a login of this environment. */
export function modeOf(environment: Environment): 'practice' | 'ibkr-paper' | 'ibkr-live' {
  switch (environment) {
    case 'practice':
      return 'practice';
    case 'paper':
      return 'ibkr-paper';
    case 'live':
      return 'ibkr-live';
  }
}
