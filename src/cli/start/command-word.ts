/** The first word of each command, and the other names that some have. */
export const commandWords: ReadonlySet<string> = new Set(
  'init build run test seed plan compile ls list show retry clone parse debug clean explain completion snapshot source docs run-operation deps'.split(
    ' ',
  ),
);

/** Which command the words of a command line name, as far as it can be told without knowing all options. */
export const commandWord = (words: readonly string[]): string =>
  words.find((word) => commandWords.has(word)) ?? 'other';
