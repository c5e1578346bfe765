/** Milliseconds of a Retry-After header, in seconds or as a date. Null when it says nothing usable. */
export function retryAfterMs(header: string | null, nowEpochMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowEpochMs);
}
