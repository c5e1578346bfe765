import type { ProbeCheck, ProbeCode, ProbeStep } from '#domain/host-facts.ts';

import { addressWords, nothing, type ProbeWords } from './address-words.ts';

export const stepNames: Record<ProbeStep, string> = {
  port: 'Port',
  scheme: 'HTTP or HTTPS',
  certificate: 'Certificate',
  gateway: 'Gateway',
  login: 'Login',
};

type Facts = ProbeCheck['facts'];

/** One text for every finding of the doctor. */
export const probeWords: Record<ProbeCode, ProbeWords> = {
  ANSWERS: { found: () => 'Something answers there', help: null },
  ...addressWords,
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
