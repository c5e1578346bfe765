import type { DeskCode } from '#domain/compliance/rules.ts';
import type { Denial, Facts } from '#domain/compliance/rule.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';

export const deskDenial = (code: DeskCode, facts: Facts = {}): Denial => ({
  verdict: 'block',
  code,
  facts,
});

export const denied = (code: DeskCode, facts: Facts = {}): SubmitOutcome => ({
  kind: 'denied',
  denials: [deskDenial(code, facts)],
});
