import { isImported } from '../../core/message.ts';
import type { Digest } from '../../core/ports/digests.ts';
import type { Found } from '../../core/ports/recall.ts';
import type { Brought, PlacedEntry } from '../../core/ports/transcript.ts';
import { asNotes, remarks } from '../../core/prompt/notes.ts';
import { safeName } from '../../core/prompt/prompt.ts';
import { wallTime } from '../../lib/calendar.ts';
import { forModel } from '../../lib/model-text.ts';
import { oneLine } from '../../lib/one-line.ts';
import { type Fact, placeMark, shortId } from './fact.ts';
import type { Change } from './ledger.ts';
import type { Rebuild } from './rebuild-store.ts';

const longestLine = 400;
const mostNamed = 10;
const longestDigest = 900;

/** What stands in prompts. */
export const promptTexts = {
  parts: {
    known: {
      title: 'What is remembered of the people here',
      because: 'It is known of those who take part in the talk.',
      text: (name: string, facts: readonly string[]) =>
        asNotes(`What ${name} remembers of the people here, from what they said`, facts),
    },
    own: {
      title: 'What the character said of itself',
      because: 'The character said so before, and is to keep to it.',
      text: (name: string, facts: readonly string[]) =>
        asNotes(`What ${name} said about ${name} before, and keeps to`, facts),
    },
    recalled: {
      title: 'What was said before',
      because: 'The message brings it up.',
      text: (name: string, memories: readonly string[]) =>
        asNotes(`What ${name} remembers that fits what was just said`, memories),
    },
  },
  fact: (fact: Fact, timeZone: string, notes: readonly string[] = []) => {
    const { statement, about, saidBy } = fact;
    const held = whenHeld(fact, (at) => day(at, timeZone));
    const others = about[0]?.id === saidBy.id ? [] : [remarks.saidBy(safeName(saidBy.name))];
    const remarked = [...held, ...others, ...notes].map((note) => `(${note})`);
    return [promptLine(statement), ...remarked].join(' ');
  },
  notRemembering: {
    title: 'Nothing is remembered here',
    because: 'The message speaks of remembering, and /memory learning is off here.',
    text: (name: string) =>
      `${name} keeps nothing of this talk for later: remembering is switched off here. When asked to remember, or what ${name} remembers, ${name} says so, and that the command /memory learning on changes it.`,
  },
  saidOn: (at: number, timeZone: string) => `said on ${day(at, timeZone)}`,
  calledNow: (name: string, now: string) => remarks.calledNow(safeName(name), safeName(now)),
  isAsker: (name: string) => remarks.isAsker(safeName(name)),
  namesake: (name: string, number: number) => remarks.namesake(safeName(name), number),
  lines: (lines: readonly PlacedEntry[], place: string | undefined, timeZone: string) => {
    const [first] = lines;
    const said = lines.map(
      ({ authorName, text, messageId }) =>
        `${safeName(authorName)}${isImported(messageId) ? ' (from a file)' : ''}: “${promptLine(text)}”`,
    );
    return `${first === undefined ? '' : day(first.at, timeZone)}${inPlace(place)}, ${said.join(' – ')}`;
  },
  digest: ({ fromAt, toAt, text }: Digest, place: string | undefined, timeZone: string) => {
    const [first, last] = [day(fromAt, timeZone), day(toAt, timeZone)];
    const when = first === last ? first : `${first} – ${last}`;
    return `${when}${inPlace(place)}, in short: ${inOneLine(text, longestDigest)}`;
  },
  byWordsAlone: (because: string) => `It was searched by words alone, not by meaning. ${because}`,
  searchLate: 'What was said before could not be searched in time, so only what is known of people was told.',
  searchFailed:
    'What was said before could not be searched (the log says why), so only what is known of people was told.',
  ground: ({ text, because }: { text: string; because: string }) => `${text} – ${because}`,
  groundLeft: ({ text, because }: { text: string; because: string }) =>
    `${text} – ${because}, but there was no room (\`memory.promptTokens\`)`,
  because: ({ coverage, similarity }: Found) => {
    const words = `${Math.round(coverage * 100)} % of what was asked stands there`;
    return similarity === undefined ? words : `${words}, nearness in meaning ${similarity.toFixed(2)}`;
  },
};

/** Words as they may stand in a prompt: they can neither end their line nor look like a note of the house. */
export function promptLine(text: string): string {
  return inOneLine(text, longestLine);
}

function inOneLine(text: string, longest: number): string {
  return oneLine(forModel(text), longest).replaceAll('[', '(').replaceAll(']', ')');
}

function inPlace(name: string | undefined): string {
  return name === undefined ? '' : ` in #${oneLine(name.replace(/^#/, ''), 40)}`;
}

function day(at: number, timeZone: string): string {
  const { day: number, month, year } = wallTime(at, timeZone);
  return `${number} ${month} ${year}`;
}

/** Since when and until when something was so, as far as anybody said. */
function whenHeld({ from, until, over }: Fact, told: (at: number) => string): string[] {
  if (until !== undefined)
    return [from === undefined ? `until ${told(until)}` : `from ${told(from)} until ${told(until)}`];
  return [
    ...(from === undefined ? [] : [`since ${told(from)}`]),
    ...(over ? ['no longer so, nobody said since when'] : []),
  ];
}

const notLearning =
  'The characters remember nothing here: /memory learning on changes that, in a server for those who manage it, elsewhere for you.';

/** Every sentence that people read. */
export const texts = {
  toldBecause: (fact: Fact, isAsker: boolean) =>
    `it is about ${isAsker ? 'who is answered' : subjectSort(fact)}: ${fact.kind}, ${percent(fact.confidence)} sure`,
  toldOwn: (fact: Fact) => `the character said so of itself: ${fact.kind}, ${percent(fact.confidence)} sure`,
  fact: (fact: Fact, character: string, link?: string) => {
    const { id, statement, confidence, saidAt, saidBy, about } = fact;
    const source = about[0]?.id === saidBy.id ? '' : `${shown(saidBy.name)} said so, `;
    const when = linked(moment(saidAt), link);
    const held = whenHeld(fact, moment).map((says) => `, ${says}`);
    return `- ${shown(statement)} · ${character}, ${source}${when}, ${percent(confidence)} sure${held.join('')} · \`${shortId(id)}\``;
  },
  said: ({ authorName, text, at, brought }: PlacedEntry, link: string | undefined) =>
    `- ${linked(moment(at), link)} **${shown(authorName)}**: ${shown(text)}${brought === undefined ? '' : texts.fromFile(brought)}`,
  fromFile: ({ by }: Brought) =>
    ` · from a file${by === undefined ? '' : ` that ${asMention(by)} brought in`}`,
  inShort: (
    { fromAt, toAt, lines, text }: Digest,
    links: { first?: string | undefined; last?: string | undefined },
  ) =>
    `- ${linked(moment(fromAt), links.first)} – ${linked(moment(toAt), links.last)}, ${lines} lines in short: ${oneLineShown(text, longestDigest)}`,
  found: 'This was said, and what was learned from it:',
  nothingFound: 'Nothing that is remembered fits that.',
  notLearning,
  nothingRemembered: (learns: boolean) => (learns ? 'Nothing is remembered here yet.' : notLearning),
  listed: (name: string, count: number) =>
    `What is remembered about ${shown(name)} (${count === 1 ? 'one fact' : `${count} facts`}):`,
  noPage: (page: number, last: number) => `There is no page ${page}; the last is ${last}.`,
  nextPage: (line: string, left: number | undefined) =>
    `… and ${left === undefined ? 'more' : `${left} more`}: \`${line.replaceAll('`', '')}\``,
  moreLabel: 'More',
  nothingKnown: (name: string, learns: boolean) =>
    `Nothing is remembered about ${shown(name)}.${learns ? '' : ` ${notLearning}`}`,
  nothingAbout: (typed: string) => `Nothing is remembered about anybody called “${shown(typed)}” here.`,
  severalCalled: (typed: string, ids: readonly string[]) =>
    `Several are called “${shown(typed)}” here: ${ids.slice(0, mostNamed).map(asMention).join(', ')}. Write one of these instead of the name.`,
  profile: (character: string, name: string) => `What ${character} thinks of ${shown(name)}:`,
  noProfile: (character: string, name: string, learns: boolean) =>
    `${character} does not know anything about ${shown(name)} yet.${learns ? '' : ` ${notLearning}`}`,
  noCharacter: (typed: string | undefined) =>
    typed === undefined
      ? 'No character is here.'
      : `There is no character called “${shown(typed)}” here; /characters shows them.`,
  noFact: (typed: string) => `No single fact fits “${shown(typed)}”. /memory list shows them with their ids.`,
  notYours:
    'That is neither about you nor from you, so only those who manage the server where it was said may change it.',
  notYoursToUndo:
    'Somebody else did that. They may take it back, whoever it is about, and those who manage the server where it was said.',
  changedSince:
    'Something of that has changed since; take the later change back first. /memory changes shows them.',
  alreadyUndone: 'That was taken back already.',
  noChange: (position: number | undefined) =>
    position === undefined
      ? 'There is no change that you may take back.'
      : `There is no change ${position} here; /memory changes shows the last ones.`,
  noMoment: (typed: string) =>
    `“${shown(typed)}” is no moment; write a day such as 2026-05-01 or yesterday, or how long ago, such as 3d.`,
  notYet: (typed: string) => `“${shown(typed)}” has not come yet; what will be known then nobody knows.`,
  remembered: (character: string, statements: readonly string[]) =>
    `${character} remembers: ${statements.map(shown).join(' ')}`,
  knownAlready: 'That is known already.',
  notToBeKept:
    'That cannot be remembered: only what you say about yourself is, or of one person here whose name nobody else has, no orders about others, no passwords or keys, no day that no calendar has, and names instead of mentions, channels, emojis of a server and links.',
  offTheRecord: 'You are off the record, so nothing you say is kept; /privacy changes that.',
  forgotten: (statement: string) =>
    `Forgotten: ${shown(statement)}\n-# What was said is not found again either. While the talk or a summary of it still holds it, deleting the message takes it out of there.`,
  edited: (before: string, after: readonly string[]) =>
    after.length === 0
      ? `“${shown(before)}” is forgotten: what you wrote is known already.`
      : `It was “${shown(before)}”, and now is: ${after.map(shown).join(' ')}`,
  ownOfCharacter:
    'What a character said of itself you can have forgotten (/memory forget); only those who manage the server may put it right.',
  undone: (batch: readonly Change[]) => ['Taken back:', ...batch.map(texts.change)].join('\n'),
  undoLabel: 'Undo',
  noChanges: 'Nothing has changed yet.',
  change: ({ position, at, kind, before, after, by }: Change): string => {
    const who = by === undefined ? '' : ` by ${shown(by.name)}`;
    const what = shown((after ?? before)?.statement ?? '(its words were deleted)');
    const was = kind === 'edited' && before !== undefined ? ` (was: ${shown(before.statement)})` : '';
    return `- ${position} · ${moment(at)} ${kind}${who}: ${what}${was}`;
  },
  asOf: (at: number) => `What was known at ${moment(at)}:`,
  nothingThen: 'Nothing.',
  learning: (on: boolean) =>
    on
      ? 'The characters remember what is said from now on where they take part. /memory list shows everybody what is known about them, /privacy what they can do about it.'
      : 'The characters learn nothing here. What they knew stays; /memory forget takes it out.',
  sharing: (on: boolean) =>
    on
      ? 'The characters of this server tell each other what they remember.'
      : 'Each character keeps to itself what it remembers.',
  noting: (on: boolean) =>
    on ? 'A small line tells the channel what was noted.' : 'What is noted is not told in the channel.',
  switchedOff: 'Memory is switched off for all of this Acore (memory.enabled in config.yaml).',
  noted: (statements: readonly string[]) => `noted: ${[...new Set(statements)].map(shown).join(' ')}`,
  undoNoted: (number: number, of: number) => (of === 1 ? texts.undoLabel : `${texts.undoLabel} ${number}`),
};

type RebuildCounts = Pick<Rebuild, 'lines' | 'total' | 'facts'>;

/** What the command that has old talks read again says. */
export const rebuildTexts = {
  begun: (total: number) =>
    `${counted(total, 'line')} of what was said here ${total === 1 ? 'is' : 'are'} read again beside the talk, and what comes of it is told here. /memory changes shows it, /memory undo takes it back.`,
  underWay: ({ lines, total, facts }: RebuildCounts) =>
    `Read again so far: ${lines.toLocaleString('en')} of ${counted(total, 'line')}; ${newFacts(facts)}.`,
  ended: ({ lines, facts }: RebuildCounts) => `Read again: ${counted(lines, 'line')}; ${newFacts(facts)}.`,
  stopped: ({ lines, facts }: RebuildCounts) =>
    `Stopped after ${counted(lines, 'line')}; ${newFacts(facts)}, which stay. /memory changes shows what changed.`,
  never: 'What was said here has not been read again yet. Facts that are known stay; new ones may be found.',
  label: (step: 'start' | 'stop' | undefined) =>
    step === undefined ? 'How far?' : step === 'start' ? 'Read again' : 'Stop',
};

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function newFacts(count: number): string {
  return count === 0
    ? 'nothing new was found'
    : `${count.toLocaleString('en')} new fact${count === 1 ? '' : 's'}`;
}

/** What the commands that take and give files say. */
export const fileTexts = {
  exported: (count: number, files: number) =>
    `${count === 1 ? 'One fact' : `${count.toLocaleString('en')} facts`}, as ${files === 1 ? 'a file' : `${files} files: bring them in again one after another`}.`,
  nothingToExport: 'There is nothing to export.',
  onlyManagers: 'Everything that is remembered here is given to those who manage the server.',
  tooLarge: (name: string) =>
    `“${shown(name)}” is larger than 2 MB; a file of facts is not. Where there were more facts, several files were given: bring them in one after another.`,
  noFactFile: (name: string, problem: string) =>
    `“${shown(name)}” is no file of facts such as /memory export gives. ${problem}`,
  imported: (taken: number, known: number, refused: number) =>
    [
      `${taken === 1 ? 'One fact was' : `${taken} facts were`} taken in.`,
      known > 0 && `${known} were known already.`,
      refused > 0 &&
        `${refused} were left out: only what you said about yourself may be brought by you, no orders about others, and nothing of who is off the record; those who manage the server may bring more.`,
    ]
      .filter((part) => part !== false)
      .join(' '),
};

/** Words of people as they may stand in a reply. */
function shown(text: string): string {
  return oneLineShown(text, longestLine);
}

function linked(text: string, link: string | undefined): string {
  return link === undefined ? text : `[${text}](${link})`;
}

function oneLineShown(text: string, longest: number): string {
  return oneLine(text, longest).replace(/([\\`*_~|[\]<>])/g, '\\$1');
}

/** Somebody told apart from others of their name: where ids are numbers, the host shows a mention as who it is. */
function asMention(id: string): string {
  return /^\d{1,20}$/.test(id) ? `<@${id}>` : `\`${oneLine(id, 60).replaceAll('`', '')}\``;
}

function subjectSort({ about }: Fact): string {
  return about[0]?.id.startsWith(placeMark) ? 'a place that is named' : 'somebody in the talk';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function moment(at: number): string {
  return `<t:${Math.floor(at / 1_000)}:D>`;
}
