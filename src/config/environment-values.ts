import { err, ok, type Result } from '#lib/result.ts';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
  readonly unit?: string;
}

/** Parses a plain decimal whole number within a range; null is the fallback. The error says what was expected. */
export function wholeNumber(text: string | null, range: Range): Result<number, string> {
  if (text === null) return ok(range.fallback);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= range.min && value <= range.max) return ok(value);
  const unit = range.unit === undefined ? '' : ` (${range.unit})`;
  return err(
    `it is "${text}"; it must be a whole number from ${range.min} to ${range.max}${unit}.`,
  );
}

/** Parses true/false, 1/0, yes/no, on/off. */
export function flag(text: string | null, fallback: boolean): Result<boolean, string> {
  if (text === null) return ok(fallback);
  if (/^(true|1|yes|on)$/i.test(text)) return ok(true);
  if (/^(false|0|no|off)$/i.test(text)) return ok(false);
  return err(`it is "${text}"; it must be true or false.`);
}

const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Parses an ISO date and time with its zone, as epoch milliseconds; null is none. */
export function momentOrNull(text: string | null): Result<number | null, string> {
  if (text === null) return ok(null);
  const moment = momentPattern.test(text) ? Date.parse(text) : NaN;
  if (Number.isFinite(moment)) return ok(moment);
  return err(
    `it is "${text}"; it must be a date and time with a zone, like 2026-11-19T15:00:00Z or 2026-11-19T10:00-05:00.`,
  );
}

/** Parses a host name or an IP address, without scheme, port or path. */
export function label(text: string | null, fallback: string): Result<string, string> {
  if (text === null) return ok(fallback);
  if (isHostName(text)) return ok(text.toLowerCase());
  return err(
    `it is "${text}"; it must be a host name or an IP address alone, like localhost, without https:// and without a port.`,
  );
}

/** A DNS name, an IPv4 address, or an IPv6 address without brackets. */
export function isHostName(text: string): boolean {
  const isName = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i.test(text) && text.length <= 253;
  const isIpv6 =
    text.includes(':') && /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`);
  return isName || isIpv6;
}

const publicExample = 'your-secure-32-character-encryption-key-here';

/** What is wrong with an encryption key, or null. Never repeats the key. */
export function secretProblem(value: string): string | null {
  if (value === publicExample)
    return 'it is the example from the guide, which everybody knows. Make one of your own: openssl rand -base64 32';
  if (value.length < 32)
    return `it has ${value.length} characters; it must have at least 32. Make one: openssl rand -base64 32`;
  return null;
}
