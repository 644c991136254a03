/** Every sentence of the editor. */
export const texts = {
  notWritten: (folder: string) =>
    `The card could not be written into ${folder}. Is the disk full, or the folder not yours?`,
  tooLarge: (reason: string) => `The card cannot be written: ${reason}.`,
  changedMeanwhile:
    'This card was changed by somebody else since you opened it. Open it again; copy what you have written first.',
  starting: 'Acore is starting or stopping. Try again in a moment.',
  gone: 'There is no such character any more. Download what you have written, or copy it.',
  unreadable: (reason: string) => `The card cannot be read: ${reason}.`,
  noPicture: 'is not a PNG picture',
  noVersion: (version: number) => `There is no version ${version} of this card any more.`,
  needsName: 'must not be empty',
};
