import type { Environment } from '#domain/trading-mode.ts';
import { useAccountList, useSelectedAccount } from '#queries/account-list.ts';
import {
  useAcknowledgments,
  useConnectionState,
  useDeskMode,
  useSavedConnections,
  type Acknowledgment,
  type Connection,
} from '#queries/connection.ts';
import { useSession } from '#queries/session.ts';

import { disclosures } from './disclosures.ts';

export type StepNumber = 1 | 2 | 3 | 4;

export interface Setup {
  readonly environment: Environment;
  readonly saved: Connection | null;
  readonly isLoading: boolean;
  /** The furthest step whose ground is true now. */
  readonly reachable: StepNumber;
  readonly acknowledged: ReadonlyMap<string, Acknowledgment>;
  readonly areAllAcknowledged: boolean;
}

/** What is stored and proven of a setup, and therefore how far it may go. */
export function useSetup(environment: Environment): Setup {
  const connections = useSavedConnections();
  const acknowledgments = useAcknowledgments(environment);
  const isUp = useIsUp(environment);
  const saved = connections.data?.find((row) => row.environment === environment) ?? null;
  const acknowledged = new Map(
    (acknowledgments.data ?? []).map((row) => [`${row.documentId} ${row.version}`, row] as const),
  );
  const selected = useSelectedAccount();
  const isAccountKept = saved !== null && saved.accountId !== null && saved.accountId === selected;
  return {
    environment,
    saved,
    isLoading: connections.isPending || acknowledgments.isPending,
    reachable: reachableStep(isUp && saved !== null, isAccountKept),
    acknowledged,
    areAllAcknowledged: disclosures.every(({ id, version }) =>
      acknowledged.has(`${id} ${version}`),
    ),
  };
}

/** Whether the gateway of this environment is connected, logged in, and has listed its accounts. */
export function useIsUp(environment: Environment): boolean {
  const hasTarget = useConnectionState()?.target != null;
  const mode = useDeskMode();
  const { isReady } = useSession();
  const list = useAccountList();
  return hasTarget && mode.environment === environment && isReady && list !== null;
}

function reachableStep(isUp: boolean, isAccountKept: boolean): StepNumber {
  if (!isUp) return 2;
  return isAccountKept ? 4 : 3;
}
