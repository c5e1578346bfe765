/** Parameters of PostgREST that hold no condition. */
const others = new Set(['select', 'order', 'limit', 'offset', 'on_conflict', 'columns', 'apikey']);

/** A quoted text, which is left alone, or an operand that looks like a number: after an operator, or in a list. */
const operand =
  /"(?:[^"\\]|\\.)*"|(?<=(?:^|\.)(?:eq|neq|gt|gte|lt|lte|isdistinct)\.|[(,])[+-]?\d*\.?\d+(?:e[+-]?\d+)?(?=$|[,)])/gi;

/** One comparison, a list, or a tree of conditions. Anything else, like a pattern, is taken as it stands by lite too. */
const isRead = (name: string, value: string): boolean =>
  /(^|\.)(and|or)$/.test(name) ||
  /^(not\.)?(in\.\(|(eq|neq|gt|gte|lt|lte|isdistinct)\.[^,()]*$)/.test(value);

/**
 * Quotes what a double would change in the conditions of a request, e.g. `equity=eq.123456789012.12345678` or the id
 * `00e1`: @supabase/lite 0.10.0 reads every operand that looks like a number as one, but takes a quoted one as it is.
 */
export function withExactOperands(request: Request): Request {
  const url = new URL(request.url);
  const conditions = [...url.searchParams].map(([name, value]): [string, string] => [
    name,
    others.has(name) || name.includes('->') || !isRead(name, value)
      ? value
      : value.replaceAll(operand, quoted),
  ]);
  const search = new URLSearchParams(conditions).toString();
  if (search === url.searchParams.toString()) return request;
  url.search = search;
  return new Request(url, request);
}

const quoted = (token: string): string =>
  token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`;
