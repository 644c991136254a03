/** How the secondary keys of a lorebook's entry decide, once a primary key has matched; in the order of the formats' numbers. */
export const logics = ['and-any', 'not-all', 'not-any', 'and-all'] as const;
export type Logic = (typeof logics)[number];

/** As whom an entry's text is told, in the order of the formats' numbers. */
export const roles = ['system', 'user', 'assistant'] as const;
export type Role = (typeof roles)[number];

/** Where an entry's text goes, in the order of the formats' numbers. */
export const numberedPositions = [
  'before-character',
  'after-character',
  'note-top',
  'note-bottom',
  'at-depth',
  'examples-top',
  'examples-bottom',
  'outlet',
] as const;
export type NumberedPosition = (typeof numberedPositions)[number];
