import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';

import type { TargetRequest } from '#domain/host-facts.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { DeskServices } from '#services/desk-services.ts';
import type { Connection } from '#services/ports/records.ts';

import { useDesk, useReadable } from './desk-context.ts';
import { unwrap } from './query-failure.ts';
import { hashText } from './text-hash.ts';

export type { DeskMode, HostedDatabase } from '#services/desk-services.ts';
export type { HostLinkError } from '#services/ports/host-link.ts';
export type { Acknowledgment, Connection, RecordsError } from '#services/ports/records.ts';

/** False once the host has said that the desk points at no gateway: then nothing is being asked. */
export const useHasGateway = (): boolean => useConnectionState()?.target !== null;
export const useConnectionState = () => useReadable(useDesk().connection.state);
export const useDeskMode = () => useReadable(useDesk().connection.mode);
export const useLease = () => useReadable(useDesk().connection.lease);
export const useHostStatus = () => useReadable(useDesk().connection.hostStatus);
export const usePractice = () => useDesk().practice;
export const useDefaults = () => useDesk().defaults;
export const useSyncEveryMs = () => useDesk().syncEveryMs;
export const useHostedDatabase = () => useDesk().hostedDatabase;

/** Takes the lead from another tab; false when it stayed there, as it does in the middle of an order without a warning. */
export function useTakeLead() {
  const desk = useDesk();
  return useMutation({ mutationFn: (isWarned: boolean) => desk.connection.takeOver(isWarned) });
}

/** The connections the trader set up, one per environment. */
export function savedConnectionsQuery(desk: DeskServices) {
  return queryOptions({
    queryKey: ['connections'],
    queryFn: () => unwrap(desk.connection.loadSaved()),
  });
}
export const useSavedConnections = () => useQuery(savedConnectionsQuery(useDesk()));

function acknowledgmentsQuery(desk: DeskServices, environment: Environment) {
  return queryOptions({
    queryKey: ['acknowledgments', environment],
    queryFn: () => unwrap(desk.connection.loadAcknowledgments(environment)),
  });
}
export const useAcknowledgments = (environment: Environment) =>
  useQuery(acknowledgmentsQuery(useDesk(), environment));

/** Looks at each link of the chain; connects nothing. */
export function useProbe() {
  const desk = useDesk();
  return useMutation({
    mutationFn: (target: TargetRequest) => unwrap(desk.connection.probe(target)),
  });
}

/** Points the host at the target. The environment is what the trader chose; the broker proves or denies it later. */
export function useConnect() {
  const desk = useDesk();
  return useMutation({
    mutationFn: (wish: {
      readonly target: TargetRequest;
      readonly environment: Environment;
      /** The changed certificate that the trader accepts after a look at it. */
      readonly acceptFingerprint?: string | null;
    }) =>
      unwrap(
        desk.connection.connect(wish.target, wish.environment, wish.acceptFingerprint ?? null),
      ),
  });
}

export function useDisconnect() {
  const desk = useDesk();
  return useMutation({ mutationFn: () => unwrap(desk.connection.disconnect()) });
}

export function useSaveConnection() {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (connection: Connection) => unwrap(desk.connection.save(connection)),
    onSuccess: () => refreshConnections(client),
  });
}

export function useForgetConnection() {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (environment: Environment) => unwrap(desk.connection.forget(environment)),
    onSuccess: () => refreshConnections(client),
  });
}

interface ReadText {
  readonly documentId: string;
  readonly version: string;
  readonly title: string;
  /** Exactly what was shown. Its hash is stored, with the time. */
  readonly text: string;
  readonly environment: Environment;
}

/** Stores that a text was read and accepted. */
export function useAcknowledge() {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ text, ...read }: ReadText) => {
      const textHash = await hashText(text);
      const accountId = desk.account.selected.get();
      const acknowledgedAt = desk.clock.now();
      await unwrap(desk.connection.acknowledge({ ...read, textHash, accountId, acknowledgedAt }));
    },
    onSuccess: (_nothing, { environment }) =>
      client.invalidateQueries({ queryKey: acknowledgmentsQuery(desk, environment).queryKey }),
  });
}

const refreshConnections = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: ['connections'] });
