/** The broker shouts: INDIVIDUAL reads Individual. */
export const inSentence = (word: string): string =>
  word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
