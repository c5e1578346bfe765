import type { ProbeCheck, ProbeCode, ProbeStep } from '#domain/host-facts.ts';

export const stepNames: Record<ProbeStep, string> = {
  port: 'Port',
  scheme: 'HTTP or HTTPS',
  certificate: 'Certificate',
  gateway: 'Gateway',
  login: 'Login',
};

type Facts = ProbeCheck['facts'];

interface ProbeWords {
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
const nothing = 'Nothing. No order can reach it.';

/** One text for every finding of the doctor. */
export const probeWords: Record<ProbeCode, ProbeWords> = {
  ANSWERS: { found: () => 'Something answers there', help: null },
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
  PLAIN_HTTP_ON_TLS_PORT: {
    found: () => 'It wants HTTPS, HTTP was chosen',
    help: {
      title: 'The gateway speaks HTTPS here',
      happened: 'The desk spoke plain HTTP to a port that wants HTTPS; such a call gets no reply.',
      money: nothing,
      todo: 'Choose https above and check again.',
    },
  },
  TLS_ON_PLAIN_PORT: {
    found: () => 'It speaks plain HTTP, HTTPS was chosen',
    help: {
      title: 'The gateway speaks plain HTTP here',
      happened: 'The desk asked for HTTPS on a port that does not encrypt.',
      money: nothing,
      todo: 'If listenSsl is false in root/conf.yaml, choose http above. Otherwise this is another program.',
    },
  },
  CERTIFICATE_PINNED: {
    found: (facts) => `The same as before, ${short(facts)}`,
    help: null,
  },
  CERTIFICATE_FIRST_SEEN: {
    found: (facts) => `Self-signed as expected, ${short(facts)} remembered`,
    help: null,
  },
  CERTIFICATE_STOCK: {
    found: () => 'IBKR’s stock certificate',
    help: {
      title: 'The stock certificate proves nothing',
      happened:
        'The gateway shows the certificate that comes with every download. Its private key is public, so it cannot tell your gateway from another program.',
      money: 'Only another program on this very computer could use that.',
      todo: 'You may go on. To be certain, make your own certificate and name it in root/conf.yaml.',
    },
  },
  CERTIFICATE_CHANGED: {
    found: () => 'Not the one remembered',
    help: {
      title: 'The certificate has changed',
      happened:
        'Since the last time the gateway shows another certificate. A reinstalled gateway does that; so does a program that took its place.',
      money: 'Nothing was sent to it.',
      todo: 'If you reinstalled it or gave it a new certificate, accept the new one below. If not, find out what listens there.',
    },
  },
  NO_TLS: {
    found: () => 'None: plain HTTP on this computer',
    help: {
      title: 'The line is not encrypted',
      happened:
        'The gateway runs without HTTPS. On this computer only its own programs could listen.',
      money: 'Orders work as usual.',
      todo: 'You may go on. To change it, set listenSsl to true in root/conf.yaml.',
    },
  },
  GATEWAY_FOUND: { found: () => 'Client Portal Gateway', help: null },
  PRACTICE_GATEWAY_FOUND: { found: () => 'The practice gateway of this desk', help: null },
  NOT_A_GATEWAY: {
    found: () => 'Something else answers',
    help: {
      title: 'This is not the gateway',
      happened: 'A program answers at that address, but not as the Client Portal Gateway does.',
      money: nothing,
      todo: 'Check the port: the gateway prints it when it starts.',
    },
  },
  ACCESS_DENIED: {
    found: () => 'The gateway refuses this computer',
    help: {
      title: 'The gateway refuses this address',
      happened: 'It answers “Access Denied”: its list of allowed addresses does not hold this one.',
      money: nothing,
      todo: 'Add 127.0.0.1 under ips, allow in root/conf.yaml and start the gateway again.',
    },
  },
  ORIGIN_REFUSED: {
    found: () => 'The gateway refuses the desk’s origin',
    help: {
      title: 'The gateway refuses the caller',
      happened: 'It answers “Invalid origin”: its list of allowed origins refuses the desk.',
      money: nothing,
      todo: 'Look at cors, origin.allowed in root/conf.yaml; the desk sends no origin of its own.',
    },
  },
  UPSTREAM_SILENT: {
    found: () => 'The gateway runs, the broker does not answer it',
    help: {
      title: 'No way to the broker',
      happened: 'The gateway answers, but what it asks of IBKR stays without reply.',
      money: 'Orders already at the broker keep working. Nothing new can be sent.',
      todo: 'Check the internet connection. At night New York time IBKR resets its servers: wait a few minutes.',
    },
  },
  LOGGED_IN: { found: () => 'Logged in', help: null },
  NOT_LOGGED_IN: { found: () => 'Not logged in yet', help: null },
  BROKER_ERROR: {
    found: (facts) => `The broker answered with an error${statusOf(facts)}`,
    help: {
      title: 'The broker answers with an error',
      happened: 'The gateway is reached and passes on an error of IBKR.',
      money: 'Orders already at the broker keep working.',
      todo: 'Wait a minute and check again. If it stays, log out and in at the gateway.',
    },
  },
};

function short(facts: Facts): string {
  const fingerprint = facts['fingerprint'];
  return typeof fingerprint === 'string' ? `${fingerprint.slice(0, 11)}…` : 'its fingerprint';
}

function statusOf(facts: Facts): string {
  return facts['status'] === undefined ? '' : `, ${facts['status']}`;
}
