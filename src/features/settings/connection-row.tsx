import { useState } from 'react';

import type { Environment } from '#domain/trading-mode.ts';
import {
  useConnectionState,
  useDeskMode,
  useDisconnect,
  useForgetConnection,
  type Connection,
} from '#queries/connection.ts';
import { useFailureWords } from '#queries/use-failure-words.ts';
import { useLogout, useSession } from '#queries/session.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { Lamp, type LampLook } from '#ui/lamp.tsx';

import type { ConnectionDoors } from './connection-doors.ts';
import { LeaveDialogs, useAtWork, type Leaving } from './leave-dialogs.tsx';

interface ConnectionRowProps extends ConnectionDoors {
  readonly environment: Environment;
  readonly saved: Connection | null;
}

const names: Record<Environment, string> = {
  practice: 'Practice',
  paper: 'IBKR Paper',
  live: 'IBKR Live, read only',
};

export function ConnectionRow(props: ConnectionRowProps) {
  const { environment, saved } = props;
  const status = useStatus(environment, saved);
  const [asking, ask] = useState<Leaving | null>(null);
  const close = () => ask(null);
  const isQuiet = useAtWork() === null;
  const disconnect = useDisconnect();
  const logout = useLogout();
  const forget = useForgetConnection();
  const wordsOf = useFailureWords();
  const error = disconnect.error ?? logout.error ?? forget.error;
  return (
    <div className="connection">
      <Lamp look={status.look} />
      <div className="grow">
        <h3>{names[environment]}</h3>
        <p className="muted">{status.words}</p>
        {saved === null ? null : <p className="label">{detailOf(saved)}</p>}
        {error === null ? null : (
          <div className="help-box" role="alert">
            <ThreeParts text={wordsOf(error)} />
          </div>
        )}
      </div>
      <div className="row connection-buttons">
        {status.isConnected ? (
          <>
            <Button
              isSmall
              disabled={logout.isPending}
              onClick={() => (isQuiet ? logout.mutate() : ask('logout'))}
            >
              Log out at the broker
            </Button>
            <Button
              isSmall
              disabled={disconnect.isPending}
              onClick={() => (isQuiet ? disconnect.mutate() : ask('disconnect'))}
            >
              Disconnect
            </Button>
          </>
        ) : (
          <ConnectButton {...props} />
        )}
        {saved === null ? null : (
          <Button isSmall kind="danger" onClick={() => ask('forget')}>
            Forget
          </Button>
        )}
      </div>
      <LeaveDialogs
        asking={asking}
        name={names[environment]}
        isConnected={status.isConnected}
        isBusy={forget.isPending}
        onClose={close}
        onConfirm={{
          logout: () => logout.mutate(),
          disconnect: () => disconnect.mutate(),
          forget: () => forget.mutate(environment),
        }}
      />
    </div>
  );
}

function ConnectButton({ environment, saved, onConnect, onSetUp }: ConnectionRowProps) {
  if (saved === null || saved.completedAt === null)
    return (
      <Button isSmall kind="light" onClick={() => onSetUp(environment)}>
        {saved === null ? 'Set up' : 'Go on with the setup'}
      </Button>
    );
  return (
    <Button isSmall kind="light" onClick={() => onConnect(environment)}>
      Connect
    </Button>
  );
}

function detailOf({
  host,
  port,
  isTls,
  usernameLabel,
  accountId,
  optionsLevel,
}: Connection): string {
  return [
    `${isTls ? 'https' : 'http'}://${host}:${port}`,
    usernameLabel === '' ? 'username unreadable, set up again' : usernameLabel,
    accountId ?? 'no account picked yet',
    optionsLevel === null ? 'options level not stated' : `options level ${optionsLevel}`,
  ].join(' · ');
}

interface Status {
  readonly look: LampLook;
  readonly words: string;
  readonly isConnected: boolean;
}

function useStatus(environment: Environment, saved: Connection | null): Status {
  const target = useConnectionState()?.target ?? null;
  const mode = useDeskMode();
  const session = useSession();
  if (target !== null && mode.environment === environment) {
    return session.isReady
      ? {
          look: 'good',
          words: `Connected${proofWords(environment, mode.proof)}.`,
          isConnected: true,
        }
      : {
          look: 'waiting',
          words: 'Connected; the broker gives no session yet.',
          isConnected: true,
        };
  }
  const words = saved === null ? 'Not set up.' : storedWords(saved);
  return { look: 'planned', words, isConnected: false };
}

function storedWords({ completedAt }: Connection): string {
  return completedAt === null ? 'The setup was left before its end.' : 'Set up, not connected.';
}

function proofWords(environment: Environment, proof: string): string {
  if (environment === 'practice' && proof === 'paper') return ' to the exchange inside this desk';
  if (proof === 'disagree') return ', but the broker contradicts itself about paper or live';
  if (proof === 'unproven') return ', paper or live not proven yet';
  return proof === environment
    ? `, proven ${proof}`
    : `, but the broker says ${proof}: every order is blocked`;
}
