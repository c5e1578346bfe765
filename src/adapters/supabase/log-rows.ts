import type { GatewaySession } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { ComplianceRecord, Records } from '#services/ports/records.ts';
import { ok } from '#lib/result.ts';

import { stored, written, type DeskDatabase } from './client.ts';
import {
  instantFrom,
  isPractice,
  modeOf,
  timestamp,
  timestampOrNull,
  toJson,
  toJsonObject,
} from './row-values.ts';

/** Decisions of the rules, disclosures acknowledged, logins at the gateway. */
export function logRecords(
  database: DeskDatabase,
): Pick<Records, 'saveCompliance' | 'saveAcknowledgment' | 'loadAcknowledgments' | 'saveSession'> {
  return {
    saveCompliance: (record) =>
      written(database.from('trading_compliance_log').insert(complianceRow(record))),
    saveAcknowledgment: (acknowledgment) =>
      written(
        database.from('ibkr_compliance_acknowledgments').upsert(
          {
            environment: acknowledgment.environment,
            practice: isPractice(acknowledgment.environment),
            document_id: acknowledgment.documentId,
            document_version: acknowledgment.version,
            text_sha256: acknowledgment.textHash,
            acknowledged_at: timestamp(acknowledgment.acknowledgedAt),
          },
          {
            onConflict: 'user_id,environment,document_id,document_version,text_sha256',
            ignoreDuplicates: true,
          },
        ),
      ),
    loadAcknowledgments: async (environment) => {
      const rows = await stored(
        database.from('ibkr_compliance_acknowledgments').select().eq('environment', environment),
      );
      if (!rows.ok) return rows;
      return ok(
        (rows.value ?? []).map((row) => ({
          documentId: row.document_id,
          version: row.document_version,
          textHash: row.text_sha256,
          environment: row.environment,
          acknowledgedAt: instantFrom(row.acknowledged_at),
        })),
      );
    },
    saveSession: (session, environment, at) => saveSession(database, session, environment, at),
  };
}

function complianceRow(record: ComplianceRecord) {
  const worst = record.checks.some((check) => check.verdict === 'warn')
    ? ('warn' as const)
    : ('pass' as const);
  return {
    evaluated_at: timestamp(record.at),
    environment: record.environment,
    practice: isPractice(record.environment),
    mode: modeOf(record.environment),
    account_id: record.accountId,
    client_order_id: record.clientOrderId,
    rule_set: record.ruleSet,
    outcome: record.isAllowed ? worst : ('block' as const),
    inputs: toJsonObject(record.inputs),
    findings: toJson(record.checks),
  };
}

function saveSession(
  database: DeskDatabase,
  session: GatewaySession,
  environment: Environment,
  at: Instant,
) {
  if (session.loggedInAt === null) return Promise.resolve(ok(undefined));
  const { sso, brokerage } = session.lamps;
  const status = statusOf(session);
  return written(
    database.from('ibkr_session_tracking').upsert(
      {
        environment,
        practice: isPractice(environment),
        status,
        authenticated: brokerage.state === 'good',
        competing: brokerage.cause === 'competing',
        lamps: toJsonObject(session.lamps),
        logged_in_at: timestamp(session.loggedInAt),
        last_tickle_at: timestampOrNull(session.lastTickleAt),
        expires_at: timestampOrNull(session.expiresAt),
        warned_at: timestampOrNull(session.warningSince),
        ended_at: status === 'expired' ? timestamp(at) : null,
        end_reason: status === 'expired' ? sso.cause : null,
      },
      { onConflict: 'user_id,environment,logged_in_at' },
    ),
  );
}

function statusOf(session: GatewaySession) {
  const { sso, brokerage } = session.lamps;
  if (brokerage.cause === 'competing') return 'competing' as const;
  if (sso.cause === 'not-logged-in') return 'expired' as const;
  if (session.isReady) return 'ready' as const;
  return brokerage.state === 'waiting' ? ('starting' as const) : ('impaired' as const);
}
