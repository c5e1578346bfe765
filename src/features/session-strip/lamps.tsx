import type { GatewaySession, Lamp as LampFacts, LampName } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';
import { useNow } from '#queries/desk-context.ts';
import { useSession } from '#queries/session.ts';
import { formatAge, formatExchangeTime } from '#ui/format-time.ts';
import { Lamp } from '#ui/lamp.tsx';

import { causeSentences, causeWords, lampMeanings, lampNames } from './lamp-words.ts';

const order: readonly LampName[] = ['sso', 'brokerage', 'data', 'socket'];

/** The four truths about the connection, each with its age, or its cause instead of the age. */
export function SessionLamps() {
  const session = useSession();
  const now = useNow(1000);
  return (
    <>
      <ul className="lamps" aria-label="Session lamps">
        {order.map((name) => (
          <li key={name} title={`${lampMeanings[name]}. ${sentenceOf(session.lamps[name])}`}>
            <Lamp look={session.lamps[name].state} />
            <span>{lampNames[name]}</span>
            <b>{detailOf(name, session, now)}</b>
          </li>
        ))}
      </ul>
      <p className="vh" role="status">
        {announcement(session)}
      </p>
    </>
  );
}

function detailOf(name: LampName, session: GatewaySession, now: Instant): string {
  const lamp = session.lamps[name];
  if (lamp.cause !== null) return causeWords[lamp.cause];
  if (name === 'sso' && session.warningSince !== null && session.expiresAt !== null) {
    return `ends ${formatExchangeTime(session.expiresAt)}`;
  }
  // Prices are asked for by what is on screen: a page without any asks for none.
  if (lamp.provenAt === null && name === 'data') return 'none yet';
  if (lamp.provenAt === null) return lamp.state === 'waiting' ? 'asked' : '–';
  return formatAge(now - lamp.provenAt);
}

function sentenceOf(lamp: LampFacts): string {
  return lamp.cause === null ? `State: ${lamp.state}.` : causeSentences[lamp.cause];
}

/** Changes only with states and causes, never with ages: a screen reader must not be talked to every second. */
function announcement(session: GatewaySession): string {
  const troubled = order.filter((name) => session.lamps[name].state !== 'good');
  if (troubled.length === 0) return 'All four session lamps are good.';
  return troubled.map((name) => `${lampNames[name]}: ${sentenceOf(session.lamps[name])}`).join(' ');
}
