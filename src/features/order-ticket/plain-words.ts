const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * The broker's words as plain text: tags become line breaks or nothing, entities their characters. React writes the result
 * as text, so nothing in it can run; the original is kept in the audit log.
 */
export function plainWords(words: string): string {
  return words
    .replaceAll(/<\s*(?:br|\/p|\/h\d|\/li|\/div|\/tr)\b[^>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, decimal, hex, name) =>
      decodeEntity(whole, { decimal, hex, name }),
    )
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}

interface Entity {
  readonly decimal: unknown;
  readonly hex: unknown;
  readonly name: unknown;
}

function decodeEntity(whole: string, { decimal, hex, name }: Entity): string {
  if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
  const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
  return code > 31 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ';
}
