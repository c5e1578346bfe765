import { useEffect, useRef, useState } from 'react';

import type { ProbeReport, TargetRequest } from '#domain/host-facts.ts';
import {
  useConnect,
  useConnectionState,
  useProbe,
  useSaveConnection,
  type Connection,
} from '#queries/connection.ts';
import { describeFailure } from '#queries/failure-words.ts';

import type { Setup } from './use-setup.ts';

/**
 * Looks at a gateway, points the desk at it when one answers, and then stores the connection: not before, so that
 * nothing is stored that is not true. A connection that stands already is only looked at again.
 */
export function useGatewayCheck(setup: Setup) {
  const [report, setReport] = useState<ProbeReport | null>(null);
  const connect = useConnect();
  const probe = useProbe();
  const save = useSaveConnection();
  const target = useTargetOf(setup, report);
  const attempt = async (
    wish: TargetRequest,
    usernameLabel: string,
    acceptFingerprint: string | null,
  ) => {
    setReport(null);
    const { environment } = setup;
    const found = await connect.mutateAsync({ target: wish, environment, acceptFingerprint });
    setReport(found);
    if (found.isGateway) await save.mutateAsync(connectionOf(setup, wish, usernameLabel));
  };
  const isLookedAt = useRef(false);
  const look = probe.mutate;
  const isSaved = setup.saved !== null;
  useEffect(() => {
    if (isLookedAt.current || target === null || !isSaved) return;
    isLookedAt.current = true;
    const { kind, host, port, isTls } = target;
    look({ kind, host, port, isTls }, { onSuccess: setReport });
  }, [target, isSaved, look]);
  const error = connect.error ?? save.error ?? probe.error;
  return {
    report,
    target,
    isRunning: connect.isPending || save.isPending || probe.isPending,
    /** What was found belongs to other fields than the ones written now. */
    forget: () => setReport(null),
    failure: error === null ? null : describeFailure(error),
    // The failure is kept by the mutation and drawn from there.
    run: (wish: TargetRequest, usernameLabel: string, acceptFingerprint: string | null = null) => {
      isLookedAt.current = true;
      attempt(wish, usernameLabel, acceptFingerprint).catch(() => undefined);
    },
  };
}

/** The connected gateway of this setup; null while the doctor's last word about it was a broken link. */
function useTargetOf({ environment }: Setup, report: ProbeReport | null) {
  const connected = useConnectionState()?.target ?? null;
  if (report !== null && !report.isGateway) return null;
  return connected?.isPractice === (environment === 'practice') ? connected : null;
}

/**
 * What is known to be true now. Another username is another login: what was proven of the old one is dropped. The same
 * username at another address may be another login too: its setup is not complete before that one was verified.
 */
function connectionOf(setup: Setup, wish: TargetRequest, usernameLabel: string): Connection {
  const { host, port, isTls } = wish;
  const fresh = { accountId: null, optionsLevel: null, completedAt: null };
  const kept = setup.saved?.usernameLabel === usernameLabel ? setup.saved : fresh;
  const found = { ...kept, environment: setup.environment, host, port, isTls, usernameLabel };
  return isSameAddress(setup.saved, wish) ? found : { ...found, completedAt: null };
}

function isSameAddress(saved: Connection | null, wish: TargetRequest): boolean {
  return saved?.host === wish.host && saved.port === wish.port && saved.isTls === wish.isTls;
}
