/** A text, with the colon after it when it is a name; or a number. */
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/**
 * Parses JSON that Postgres made of rows, for rows inside of rows. Postgres looks through a domain when it makes JSON
 * and writes a bare number where PostgREST applies the domain's own cast: numbers under one of `exactNames` come as
 * text, and so does every other number that would lose digits.
 */
export function parseExactJson(json: string, exactNames: ReadonlySet<string>): unknown {
  let name = '';
  const exact = json.replaceAll(token, (all: string, text?: string, colon?: string) => {
    if (text !== undefined) {
      if (colon !== undefined) name = text.slice(1, -1);
      return all;
    }
    return exactNames.has(name) || String(Number(all)) !== all ? `"${all}"` : all;
  });
  return JSON.parse(exact);
}

/** The columns whose numbers are exact. Names mean the same in all tables. */
export const exactNamesQuery = `select distinct attname::text as name from pg_attribute
  where atttypid = to_regtype('public.exact_numeric')`;
