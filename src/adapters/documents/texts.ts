/** Every sentence about files that cannot be read: what is wrong, and what to do. */
export const texts = {
  unknownEnding: 'Files of this kind are not read; bring it as .txt, .md, .html, .pdf or .docx.',
  empty: 'It is empty.',
  noText: 'There is no text in it.',
  noTextInPdf: 'There is no text in it, only pictures of pages; let a program read them (OCR) first.',
  isOther: (ending: string, really: string) =>
    `It is called .${ending} but is ${really}; give it the name of what it is.`,
  isOldWord: 'It is an old Word file, or a locked one; save it as .docx without a password.',
  isNoPdf: 'It is called .pdf but is no PDF.',
  isNoWord: 'It is called .docx but is no Word document.',
  notText: 'It is no text, or in letters that cannot be told; save it as UTF-8.',
  locked: 'It is locked with a password; save it without one.',
  damaged: 'It is damaged, and its program may mend it by saving it anew.',
  archive: (why: string) => `It is not unpacked: ${why}.`,
  tooManyPages: (most: number) => `It has more than ${most} pages; cut it into several files.`,
  tooMuchText: (most: number) => `It holds more than ${most} million letters; cut it into several files.`,
  tooDeep: (levels: number) =>
    `Its tags are nested deeper than ${levels} levels; let a program put it in order, or save it as text.`,
  tooMuchMemory: 'It needs more memory than one document may have; cut it into several files.',
  tooLong: (seconds: number) => `It was not read within ${seconds} seconds; cut it into several files.`,
  closed: 'Acore is stopping; the file is read when it runs again.',
};
