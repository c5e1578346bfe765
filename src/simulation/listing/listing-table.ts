/**
 * The underlyings of the exchange, one a line: symbol, conid, name, primary exchange, sector, base price, annual
 * volatility in percent, share of the market's move, dividend yield in percent, millions of shares a day, expiries,
 * price steps of the options, smallest strike distance, width of the option markets (1 is the narrowest), other names.
 *
 * Prices and volatilities are plausible for November 2026, not quotations. Append only: a line's place is part of the
 * option conids.
 */
export const listingTable = `
AAPL | 265598 | APPLE INC | NASDAQ | Technology | 268 | 25 | 1.15 | 0.4 | 52 | thrice-weekly | cent-nickel | 2.5 | 1 | APPLE
MSFT | 272093 | MICROSOFT CORP | NASDAQ | Technology | 512 | 22 | 1.05 | 0.7 | 22 | thrice-weekly | cent-nickel | 2.5 | 1.1 |
NVDA | 4815747 | NVIDIA CORP | NASDAQ | Technology | 186 | 40 | 1.8 | 0.02 | 190 | thrice-weekly | cent-nickel | 2.5 | 1 |
AMZN | 3691937 | AMAZON.COM INC | NASDAQ | Consumer, Cyclical | 238 | 29 | 1.25 | 0 | 41 | thrice-weekly | cent-nickel | 2.5 | 1 |
GOOGL | 208813719 | ALPHABET INC-CL A | NASDAQ | Communications | 292 | 29 | 1.1 | 0.3 | 36 | thrice-weekly | cent-nickel | 2.5 | 1.1 | GOOGLE
META | 107113386 | META PLATFORMS INC-CLASS A | NASDAQ | Communications | 648 | 31 | 1.25 | 0.3 | 13 | thrice-weekly | cent-nickel | 5 | 1.2 | FACEBOOK
TSLA | 76792991 | TESLA INC | NASDAQ | Consumer, Cyclical | 412 | 50 | 2 | 0 | 88 | thrice-weekly | cent-nickel | 2.5 | 1 |
AVGO | 313130367 | BROADCOM INC | NASDAQ | Technology | 352 | 42 | 1.7 | 0.7 | 21 | thrice-weekly | cent-nickel | 2.5 | 1.4 |
AMD | 4391 | ADVANCED MICRO DEVICES | NASDAQ | Technology | 236 | 48 | 1.9 | 0 | 48 | weekly | cent-nickel | 2.5 | 1.1 |
NFLX | 15124833 | NETFLIX INC | NASDAQ | Communications | 112 | 33 | 1.1 | 0 | 34 | weekly | cent-nickel | 1 | 1.3 |
INTC | 270639 | INTEL CORP | NASDAQ | Technology | 37 | 44 | 1.3 | 0 | 74 | weekly | cent-nickel | 1 | 1.2 |
PLTR | 444857009 | PALANTIR TECHNOLOGIES INC-A | NASDAQ | Technology | 178 | 56 | 1.8 | 0 | 62 | weekly | cent-nickel | 2.5 | 1.2 |
COIN | 481691285 | COINBASE GLOBAL INC -CLASS A | NASDAQ | Financial | 318 | 68 | 1.9 | 0 | 9 | weekly | cent-nickel | 5 | 1.7 |
JPM | 1520593 | JPMORGAN CHASE & CO | NYSE | Financial | 308 | 22 | 1 | 1.9 | 8 | weekly | cent-nickel | 2.5 | 1.4 |
BAC | 10098 | BANK OF AMERICA CORP | NYSE | Financial | 53 | 25 | 1.1 | 2.1 | 36 | weekly | cent-nickel | 1 | 1.3 |
V | 49462172 | VISA INC-CLASS A SHARES | NYSE | Financial | 342 | 19 | 0.8 | 0.7 | 6 | weekly | cent-nickel | 2.5 | 1.6 |
BRK B | 72063691 | BERKSHIRE HATHAWAY INC-CL B | NYSE | Financial | 505 | 16 | 0.6 | 0 | 4 | weekly | nickel-dime | 5 | 1.8 | BRK.B BRKB
WMT | 13824 | WALMART INC | NYSE | Consumer, Non-cyclical | 104 | 20 | 0.6 | 0.9 | 17 | weekly | cent-nickel | 1 | 1.4 |
KO | 8894 | COCA-COLA CO/THE | NYSE | Consumer, Non-cyclical | 71 | 15 | 0.4 | 2.9 | 15 | weekly | cent-nickel | 1 | 1.5 |
PFE | 11031 | PFIZER INC | NYSE | Consumer, Non-cyclical | 25 | 24 | 0.5 | 6.8 | 42 | weekly | cent-nickel | 1 | 1.4 |
XOM | 13977 | EXXON MOBIL CORP | NYSE | Energy | 118 | 22 | 0.6 | 3.4 | 14 | weekly | cent-nickel | 1 | 1.4 |
DIS | 6459 | WALT DISNEY CO/THE | NYSE | Communications | 112 | 26 | 1 | 0.9 | 9 | weekly | cent-nickel | 1 | 1.4 | DISNEY
BA | 4762 | BOEING CO/THE | NYSE | Industrial | 198 | 32 | 1.1 | 0 | 8 | weekly | cent-nickel | 2.5 | 1.5 | BOEING
SPY | 756733 | SPDR S&P 500 ETF TRUST | ARCA | Funds | 670 | 14 | 1 | 1.1 | 72 | daily | cent | 1 | 1 |
QQQ | 320227571 | INVESCO QQQ TRUST SERIES 1 | NASDAQ | Funds | 608 | 18 | 1.2 | 0.5 | 48 | daily | cent | 1 | 1 |
IWM | 9579970 | ISHARES RUSSELL 2000 ETF | ARCA | Funds | 241 | 21 | 1.2 | 1 | 31 | daily | cent | 1 | 1 |
DIA | 73128548 | SPDR DJIA TRUST | ARCA | Funds | 468 | 13 | 0.85 | 1.5 | 4 | weekly | cent-nickel | 1 | 1.5 |
GLD | 51529211 | SPDR GOLD SHARES | ARCA | Funds | 376 | 19 | 0.05 | 0 | 12 | weekly | cent-nickel | 1 | 1.3 |
TLT | 15547841 | ISHARES 20+ YEAR TREASURY BD | NASDAQ | Funds | 89 | 13 | -0.1 | 4.3 | 34 | weekly | cent-nickel | 0.5 | 1.2 |
XLF | 4215220 | FINANCIAL SELECT SECTOR SPDR | ARCA | Funds | 53 | 17 | 0.95 | 1.4 | 38 | weekly | cent-nickel | 0.5 | 1.3 |
EEM | 6699 | ISHARES MSCI EMERGING MARKETS | ARCA | Funds | 54 | 18 | 0.8 | 2.3 | 27 | weekly | cent-nickel | 0.5 | 1.4 |
SPX | 416904 | S&P 500 Stock Index | CBOE | Indices | 6715 | 14 | 1 | 1.2 | 0 | daily | nickel-dime | 5 | 1 |
XSP | 137851301 | S&P 500 Mini-SPX Index | CBOE | Indices | 671.5 | 14 | 1 | 1.2 | 0 | daily | cent | 1 | 1.4 |
`;
