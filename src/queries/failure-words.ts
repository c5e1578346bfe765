import type { BrokerError } from '#services/ports/broker.ts';
import type { HostLinkError } from '#services/ports/host-link.ts';
import type { RecordsError } from '#services/ports/records.ts';

import { hostWords, type FailureWords } from './host-words.ts';
import { QueryFailure } from './query-failure.ts';

const isHostCode = (code: string): code is keyof typeof hostWords => code in hostWords;

/** Refusals without the broker's words, from the gateway or what stands behind it. */
const filters: readonly string[] = ['ACCESS_DENIED', 'ORIGIN_REFUSED', 'CALL_UNKNOWN'];

/** The host's no, in words. A code the page does not know is told as it is. */
function describeHostError(error: HostLinkError): FailureWords {
  if (isHostCode(error.code)) return hostWords[error.code];
  return {
    happened: `The host answered ${error.code}: ${error.detail}`,
    money: 'Orders already at the broker keep working.',
    todo: 'Look at the terminal where npm start runs.',
  };
}

function silenceWords(status: number | undefined): FailureWords {
  if (status === undefined) return hostWords.GATEWAY_TIMEOUT;
  return {
    happened: `The broker answered with an error and no reason (HTTP ${status}).`,
    money: 'Orders already at the broker keep working.',
    todo: 'The desk asks again. If it stays, look at the broker’s own status page.',
  };
}

const filterWords = (detail: string): FailureWords => ({
  happened: `The gateway, or something on the way to the broker, refused this desk. ${detail}`,
  money: 'Orders already at the broker keep working.',
  todo: 'Its settings list the addresses and origins it lets in; see them, then restart it.',
});

/** Why a read from the broker brought nothing, in words. For orders the outcome has words of its own. */
function describeBrokerError(error: BrokerError): FailureWords {
  switch (error.kind) {
    case 'no-answer':
      return silenceWords(error.status);
    case 'invalid-reply':
      return {
        happened: 'The broker answered something the desk cannot read.',
        money: 'What you hold there is unchanged; the desk cannot show it.',
        todo: 'The desk asks again. If it stays, restart the gateway.',
      };
    case 'rejected':
      return {
        happened: `The broker refused: “${error.reason}”`,
        money: 'What you hold there is unchanged.',
        todo: 'Its words say why.',
      };
    case 'refused':
      return filters.includes(error.code) ? filterWords(error.detail) : describeHostError(error);
    case 'unauthenticated':
      return {
        happened: 'The broker says you are not logged in.',
        money: 'Orders already at the broker keep working.',
        todo: 'Log in on the gateway’s own page.',
      };
    case 'no-brokerage-session':
      return {
        happened: 'You are logged in, but the broker gives no trading session.',
        money: 'Orders already at the broker keep working. No order can be sent from here.',
        todo: 'Wait, or look whether another login of the same user holds it.',
      };
    case 'rate-limited':
      return hostWords.RATE_LIMITED;
    case 'unreachable':
      return hostWords.GATEWAY_UNREACHABLE;
  }
}

function describeRecordsError(error: RecordsError, isHosted: boolean): FailureWords {
  return error.kind === 'away'
    ? {
        happened: 'The database did not answer.',
        money: 'Your orders and positions at the broker are unchanged. Nothing was stored.',
        todo: isHosted
          ? 'Look whether you are online and whether your Supabase project runs, then try again.'
          : 'Look at the terminal where npm start runs, then try again.',
      }
    : {
        happened: `The database refused to store it: ${error.detail}`,
        money: 'Your orders and positions at the broker are unchanged. Nothing was stored.',
        todo: 'Reload the page and try again; if it stays, report it.',
      };
}

type KnownFailure = HostLinkError | BrokerError | RecordsError;

/**
 * The failure of any query or deed in words. Unknown errors are bugs: they are told as such. `isHosted`: the database is a
 * project elsewhere, see use-failure-words.ts.
 */
export function describeFailure(error: unknown, isHosted = false): FailureWords {
  if (error instanceof QueryFailure && isKnown(error.failure)) {
    const { failure } = error;
    if (!('kind' in failure)) return describeHostError(failure);
    if (failure.kind === 'away') return describeRecordsError(failure, isHosted);
    if (failure.kind === 'refused' && failure.code.length > 0 && !isHostCode(failure.code)) {
      return describeRecordsError(failure, isHosted);
    }
    return describeBrokerError(failure);
  }
  return {
    happened: 'Something in the desk broke.',
    money: 'Orders already at the broker keep working.',
    todo: 'Reload the page; if it stays, report it.',
  };
}

function isKnown(failure: unknown): failure is KnownFailure {
  return (
    typeof failure === 'object' && failure !== null && ('kind' in failure || 'code' in failure)
  );
}
