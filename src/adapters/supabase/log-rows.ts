import { accountIdOf } from '#domain/order.ts';
import type { ComplianceRecord, Records } from '#services/ports/records.ts';
import { modeOf } from '#domain/trading-mode.ts';
import { ok } from '#lib/result.ts';

import { stored, written, type DeskDatabase } from './client.ts';
import { instantFrom, isPractice, timestamp, toJson, toJsonObject } from './row-values.ts';

/** Decisions of the rules, disclosures acknowledged. */
export function logRecords(
  database: DeskDatabase,
): Pick<Records, 'saveCompliance' | 'saveAcknowledgment' | 'loadAcknowledgments'> {
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
            document_title: acknowledgment.title,
            account_id: acknowledgment.accountId,
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
          title: row.document_title ?? row.document_id,
          accountId: row.account_id === null ? null : accountIdOf(row.account_id),
          textHash: row.text_sha256,
          environment: row.environment,
          acknowledgedAt: instantFrom(row.acknowledged_at),
        })),
      );
    },
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
