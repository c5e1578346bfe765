import type { HostErrorCode } from '#config/host-api.ts';

/** A trouble in its three parts. Plain text. */
export interface FailureWords {
  readonly happened: string;
  readonly money: string;
  readonly todo: string;
}

const nothingSent = 'Nothing. No order left this desk.';

/** One text for every no of the host. */
export const hostWords: Record<HostErrorCode | 'HOST_AWAY', FailureWords> = {
  HOST_AWAY: {
    happened: 'The desk’s own host on this computer did not answer.',
    money: 'Orders already at the broker keep working. Nothing new can be sent from here.',
    todo: 'Look at the terminal where npm start runs. If it ended, start it again.',
  },
  NO_TARGET: {
    happened: 'No gateway is connected.',
    money: nothingSent,
    todo: 'Connect a gateway in Settings.',
  },
  ROUTE_NOT_LISTED: {
    happened: 'The desk asked for something its host does not pass on.',
    money: nothingSent,
    todo: 'This is a fault of the desk. Reload the page; if it stays, report it.',
  },
  BAD_REQUEST: {
    happened: 'The host did not understand the desk.',
    money: nothingSent,
    todo: 'Reload the page. Host and page may be of different versions.',
  },
  TOO_LARGE: {
    happened: 'A request was too large for the host.',
    money: nothingSent,
    todo: 'Reload the page; if it stays, report it.',
  },
  STALE_LEASE: {
    happened: 'Another tab of this desk took the lead.',
    money: nothingSent,
    todo: 'Go on in the other tab, or act here again to take the lead back.',
  },
  LIVE_IS_READ_ONLY: {
    happened: 'This login moves real money, and the desk only reads it for now.',
    money: 'Nothing. The host refuses every order to it.',
    todo: 'Log in at the gateway with the paper username to trade.',
  },
  ENVIRONMENT_UNPROVEN: {
    happened: 'The broker has not proved yet whether this login is paper or live.',
    money: nothingSent,
    todo: 'Wait for the account list, or log in again at the gateway.',
  },
  ACCOUNT_NOT_SELECTED: {
    happened: 'The order names another account than the one selected.',
    money: nothingSent,
    todo: 'Pick the account again in the setup.',
  },
  CONVERSATION_OPEN: {
    happened: 'The broker still waits for an answer about another order.',
    money: nothingSent,
    todo: 'Answer or discard that question first.',
  },
  GATEWAY_TIMEOUT: {
    happened: 'The gateway did not answer in time.',
    money: 'Orders already at the broker keep working.',
    todo: 'Wait for the lamps. If they stay red, restart the gateway.',
  },
  GATEWAY_UNREACHABLE: {
    happened: 'The gateway cannot be reached.',
    money: 'Orders already at the broker keep working. Nothing new can be sent.',
    todo: 'Start the gateway and check its port.',
  },
  GATEWAY_WEDGED: {
    happened: 'The gateway holds four calls that never end and takes no more.',
    money: 'Orders already at the broker keep working. Nothing new can be sent.',
    todo: 'Restart the gateway, then log in again.',
  },
  CERTIFICATE_CHANGED: {
    happened: 'The gateway shows another certificate than the one this desk remembers.',
    money: 'Nothing was sent to it.',
    todo: 'If you reinstalled the gateway, connect it again in Settings: there you can compare and accept the new certificate. If not, find out what listens there.',
  },
  RATE_LIMITED: {
    happened: 'The broker asked for fewer requests.',
    money: 'Orders already at the broker keep working.',
    todo: 'Wait. The desk goes on by itself.',
  },
  NOT_PAIRED: {
    happened: 'This browser does not own the desk.',
    money: nothingSent,
    todo: 'Open the one-time link that npm start printed.',
  },
  BAD_TOKEN: {
    happened: 'The host was restarted since this page was opened.',
    money: nothingSent,
    todo: 'Reload the page.',
  },
  FOREIGN_ORIGIN: {
    happened: 'The host took this page for a foreign one.',
    money: nothingSent,
    todo: 'Open the desk at the address npm start printed.',
  },
  BAD_HOST: {
    happened: 'The desk was opened under an address it does not know.',
    money: nothingSent,
    todo: 'Open the desk at the address npm start printed.',
  },
  SHUTTING_DOWN: {
    happened: 'The host is shutting down.',
    money: 'Orders already at the broker keep working.',
    todo: 'Start it again with npm start.',
  },
  HOST_FAILED: {
    happened: 'The desk’s host broke while it did that.',
    money: 'It may or may not have been done. Orders already at the broker keep working.',
    todo: 'Look at the orders before you repeat anything, then at the terminal where npm start runs.',
  },
  DATABASE_FAILED: {
    happened: 'The database on this computer did not do what was asked.',
    money: 'Your orders and positions at the broker are unchanged.',
    todo: 'Look at the terminal where npm start runs. A backup can be restored in Settings.',
  },
};
