import type { ProbeCheck, ProbeCode } from '#domain/host-facts.ts';

type Facts = ProbeCheck['facts'];

/** A finding of the doctor in words. */
export interface ProbeWords {
  /** The row: what was found. */
  readonly found: (facts: Facts) => string;
  /** Beside the row, when it needs the trader: title and the three parts. Null when there is nothing to do. */
  readonly help: {
    readonly title: string;
    readonly happened: string;
    readonly money: string;
    readonly todo: string;
    readonly command?: string;
  } | null;
}

const portOf = (facts: Facts) => facts['port'] ?? 'this port';
export const nothing = 'Nothing. No order can reach it.';

type AddressCode = Extract<
  ProbeCode,
  | 'TWS_SOCKET_PORT'
  | 'PRACTICE_PORT'
  | 'AIRPLAY_ON_PORT'
  | 'NOT_LOOPBACK'
  | 'BAD_ADDRESS'
  | 'CONNECTION_REFUSED'
  | 'NO_ANSWER'
>;

/** What stands at an address instead of a gateway. */
export const addressWords: Record<AddressCode, ProbeWords> = {
  TWS_SOCKET_PORT: {
    found: (facts) => `${portOf(facts)} is a TWS socket port`,
    help: {
      title: 'This port belongs to TWS',
      happened:
        '7496, 7497, 4001 and 4002 are the socket ports of TWS and IB Gateway. They speak another protocol.',
      money: nothing,
      todo: 'Start the Client Portal Gateway and use its port, usually 5000.',
      command: 'bin/run.sh root/conf.yaml',
    },
  },
  PRACTICE_PORT: {
    found: (facts) => `${portOf(facts)} is this desk’s own practice gateway`,
    help: {
      title: 'This is the practice gateway, not IBKR',
      happened:
        'The desk runs its own practice exchange on this port. It would look like a paper account and be none.',
      money: 'Nothing. No money is there, and nothing was stored.',
      todo: 'Start IBKR’s gateway and type its port, usually 5000. To practise, go back and choose Practice.',
    },
  },
  AIRPLAY_ON_PORT: {
    found: () => 'AirPlay Receiver answers, not the gateway',
    help: {
      title: 'This port belongs to AirPlay',
      happened:
        'macOS listens on 5000 and 7000 for AirPlay, so a gateway started there cannot be reached.',
      money: 'Nothing. No order can reach AirPlay.',
      todo: 'Change listenPort in root/conf.yaml to 5001, start the gateway again, and type 5001 here.',
      command: 'bin/run.sh root/conf.yaml',
    },
  },
  NOT_LOOPBACK: {
    found: () => 'Not on this computer',
    help: {
      title: 'That computer is not this one',
      happened:
        'The desk talks only to a gateway on this computer: whoever reaches a gateway can trade with it.',
      money: nothing,
      todo: 'Use localhost, and run the gateway here.',
    },
  },
  BAD_ADDRESS: {
    found: () => 'No computer has this name',
    help: {
      title: 'That address leads nowhere',
      happened: 'The name could not be turned into an address.',
      money: nothing,
      todo: 'Use localhost, unless you know better.',
    },
  },
  CONNECTION_REFUSED: {
    found: (facts) => `Nobody listens on ${portOf(facts)}`,
    help: {
      title: 'The gateway is not running there',
      happened: 'This computer refused the call: no program listens on that port.',
      money: 'Nothing. Orders already at the broker keep working.',
      todo: 'Start the gateway, wait until it says “Open https://localhost:5000 to login”, then check again.',
      command: 'bin/run.sh root/conf.yaml',
    },
  },
  NO_ANSWER: {
    found: () => 'No answer in time',
    help: {
      title: 'Something listens but does not answer',
      happened: 'The port is open and stays silent. A gateway whose calls hang looks like this.',
      money: 'Orders already at the broker keep working. Nothing new can be sent.',
      todo: 'Stop the gateway program and start it again.',
      command: 'bin/run.sh root/conf.yaml',
    },
  },
};
