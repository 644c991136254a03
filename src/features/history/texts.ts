import type { Intake } from './intake.ts';

/** Every sentence of this slice's commands. */
export const texts = {
  onlyManagers:
    'Everything that was said here is for those who manage the server; leave “all” out for your own lines.',
  nothingOwn: 'Of you nothing is kept in this channel.',
  nothing: 'Nothing is kept of this channel.',
  exported: (lines: number, isAll: boolean) =>
    `${count(lines)} of this channel${isAll ? '' : ' that you said'}, as a file.`,
  onlyNewest: (most: number) => `Older ones than the newest ${most.toLocaleString('en')} are not in it.`,
  tooLarge: (name: string, mebibytes: number) =>
    `“${name}” is larger than the ${mebibytes} MB that a history may have; split it.`,
  refused: (name: string, reason: string) => `“${name}” is not taken in: ${reason}.`,
  noCharacter: (typed: string) => `There is no character called “${typed}” here.`,
  nobodyHere:
    'The file has lines of the bot, and no character is here that could have said them; name one with “character”.',
  imported: ({ taken, known, refused, outdated, findable, isLearning }: Intake) =>
    [
      `${count(taken)} came in, marked as imported.`,
      known > 0 && `${count(known)} ${known === 1 ? 'was' : 'were'} there already.`,
      refused > 0 && `${count(refused)} of people who are off the record, or were then, stayed out.`,
      outdated > 0 && `${count(outdated)} stayed out, older than what is kept (the setting privacy.keep).`,
      findable > 0 && `${count(findable)} can be recalled from now on.`,
      !isLearning &&
        'Nothing is remembered here, so that they cannot be recalled: say /memory learning on, then bring the file in again.',
    ]
      .filter((part) => part !== false)
      .join(' '),
  sure: (lines: number) =>
    `This takes ${count(lines)} of this channel out of what I keep, with everything that was made from them: facts, summaries and prompts. On the host the messages stay. It cannot be taken back.`,
  clear: (lines: number) => `Forget ${count(lines)}`,
  cleared: (lines: number) =>
    `${count(lines)} of this channel ${lines === 1 ? 'is' : 'are'} forgotten, and what was made from them.`,
  notYet: 'I am just starting or stopping; try again in a minute.',
};

function count(lines: number): string {
  return lines === 1 ? '1 line' : `${lines.toLocaleString('en')} lines`;
}
