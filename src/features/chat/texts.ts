/** Every sentence of this slice. */
export const texts = {
  starting: 'I am still starting; try again in a moment.',
  empty: 'There is nothing to say in that; write a few words.',
  unknown: (typed: string) => `There is no character called “${typed}” here; /characters shows who is.`,
  quoted: (words: string) => words.trim().replace(/^/gm, '> '),
  answered: (name: string, words: string) => `**${name}**: ${words}`,
};
