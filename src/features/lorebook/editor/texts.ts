/** Every sentence of the lorebook pages. */
export const texts = {
  folderRefuses: (folder: string) =>
    `The folder ${folder} could not be used. Is the disk full, or the folder not yours?`,
  gone: 'There is no such lorebook any more. Copy what you have written before you leave.',
  changedMeanwhile:
    'This lorebook was changed by somebody else since you opened it. Open it again; copy what you have written first.',
  unreadable: (reason: string) => `The lorebook cannot be read: ${reason}`,
  needsName: 'must not be empty',
  longName: (most: number) => `must have ${most} letters at most`,
  nameTaken: 'is the name of another lorebook here',
  cannotHold: (format: string) => `has no place in ${format}`,
  onePattern: 'must be a single pattern, since every key of this entry is one',
  noComma: 'cannot hold a comma within a key: RisuAI takes what stands before and after it for two keys',
  notBrought: 'That cannot be brought back: it is forgotten, or a lorebook of its name is there.',
  noTalk: 'Write or paste a few lines of talk first.',
};
