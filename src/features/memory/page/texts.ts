/** What the memory page is told when something cannot be done. */
export const texts = {
  noFact: 'That is not remembered any more.',
  noTalk: 'That talk is not remembered any more.',
  noCharacter: 'There is no such character any more.',
  noHome: 'Nothing is known of that server or direct talk.',
  noChange: 'There is no such change.',
  wordsGone: 'Its words were deleted since, so it cannot be taken back.',
  tooShort: 'Write a whole sentence, such as “Bo is allergic to nuts.”',
  offTheRecord: (name: string) => `${name} is off the record, so nothing is written down about them.`,
  known: 'That is known already.',
};
