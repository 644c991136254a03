import type { ConsentTier } from '../../core/consent.ts';
import type { Tally } from '../../core/keeping.ts';
import type { PrivacySettings } from './config.ts';
import type { Choices } from './store.ts';

const tierMeanings: Record<ConsentTier, string> = {
  full: 'your words go to the language model that the owner has chosen, and are kept',
  'local-only':
    'your words go only to models on the owner’s own machine or network; where there is none, they are left out',
  'off-the-record':
    'you are answered, but nothing of it is kept: no line, no prompt, no name. What was kept before stays until you erase it',
};

const dayMs = 86_400_000;

/** Every sentence of this slice. */
export const texts = {
  panel: ({ tier, paused, erasingSince }: Choices, days: string, kept: Tally) =>
    [
      `**Your words: ${tier}.** That means: ${tierMeanings[tier]}.`,
      paused ? '**Learning is paused**: nothing new is learned from you.' : '**Learning is not paused.**',
      `**How long.** ${days}`,
      '**To put right.** /memory list shows what characters know of you; /memory edit corrects a fact, /memory forget takes one out. What you edit or delete in the talk itself is followed.',
      '**What is kept about you here and in every server where I am:**',
      ...counted(kept),
      ...(erasingSince === undefined ? [] : [texts.stillErasing]),
    ].join('\n'),
  stillErasing: 'You asked to have everything erased; the database file is still being rewritten.',
  nothingKept: '- nothing',
  daysAre: ({ keep, archive }: PrivacySettings, own: number | undefined) => {
    const general = keep / dayMs;
    const more = archive === 0 ? '' : `, and ${inDays(Math.round(archive / dayMs))} more in an archive`;
    return own === undefined || own > general
      ? `What you say is kept for ${inDays(Math.round(general))}${more}; /privacy keep makes it shorter.`
      : `What you say is kept for ${inDays(own)}, as you chose.`;
  },
  consentSet: (tier: ConsentTier) => `From now on your words are **${tier}**: ${tierMeanings[tier]}.`,
  paused: 'From now on nothing is learned from what you say. What is known stays; /memory shows it.',
  resumed: 'From now on characters may learn from what you say again.',
  keepSet: (days: number, { keep }: PrivacySettings) =>
    days * dayMs > keep
      ? `Here nothing is kept longer than ${inDays(Math.round(keep / dayMs))}, so that time holds for what you say.`
      : `From now on what you say is kept for ${inDays(days)}. What is older goes within the hour.`,
  keepGeneral: 'From now on the general time holds for what you say.',
  exported: 'This is everything that is kept about you, as JSON.',
  packed: 'This is everything that is kept about you, as JSON packed with gzip.',
  tooLarge: (mb: number) =>
    `What is kept about you has ${mb} MB, more than can be sent here. Ask whoever runs me for it: "acore privacy export" writes it.`,
  askToErase: (kept: Tally) =>
    [
      'This erases everything that is kept about you, in every server where I am. It cannot be taken back:',
      ...counted(kept),
      'What others said stays, also where it names you; and what you brought for a server stays with it without your name: documents, lorebooks, characters. Your choices of /privacy stay, so that they are kept to.',
    ].join('\n'),
  erased: (counts: Tally, copies: number) =>
    [
      '**Everything of yours was erased:**',
      ...counted(counts),
      'The database file is now being rewritten, so that nothing of it is left in there; /privacy show tells when that is done.',
      ...(copies === 0 ? [] : [texts.inCopies(copies)]),
    ].join('\n'),
  inCopies: (copies: number) =>
    `It still stands in ${copies === 1 ? 'one copy' : `${copies} copies`} of the database from before an update. They go when newer ones replace them; whoever runs me can delete them at once: the files acore.db.before-….bak in the data folder.`,
  nothingToErase: 'Nothing is kept about you.',
  eraseAll: 'Erase everything of mine',
  export: 'Export',
  known: 'What is known',
  pause: 'Pause learning',
  resume: 'Resume learning',
  toOffTheRecord: 'Off the record',
  toFull: 'Back to full',
};

function counted(kept: Tally): string[] {
  const lines = Object.entries(kept)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `- ${what}: ${count}`);
  return lines.length === 0 ? [texts.nothingKept] : lines;
}

function inDays(days: number): string {
  return days === 1 ? 'one day' : `${days} days`;
}
