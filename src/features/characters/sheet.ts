import type { Character } from '../../core/character.ts';
import { type Mood, moodWords } from '../../core/mood.ts';
import { fold } from '../../lib/fold.ts';
import { expandMacros } from '../../lib/macros.ts';
import { oneLine } from '../../lib/one-line.ts';
import { texts } from './texts.ts';

const shortLength = 120;
const longLength = 600;
const mostTags = 20;

/** A field of a card as a person may read it outside any talk. */
export function readable(field: string, character: Character): string {
  return expandMacros(field, {
    char: character.displayName,
    user: 'you',
    now: 0,
    timeZone: 'UTC',
    random: () => 0,
    seed: character.id,
  }).trim();
}

/** Cut after a sentence where one ends in time, else after a word. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  const sentence = /^.*[.!?…](?=\s)/u.exec(cut)?.[0];
  if (sentence !== undefined && sentence.length > length / 3) return sentence;
  return `${cut.replace(/\s+\S*$/u, '').replace(/[\s,;:–—-]+$/u, '')}…`;
}

/** One line for lists: the author's own introduction where it begins with a short sentence, else the description. */
export function inOneLine(character: Character): string {
  const introduction = firstSentence(readable(character.creatorNotes, character));
  if (introduction !== undefined) return introduction;
  return shortened(readable(character.description || character.personality, character), shortLength);
}

function firstSentence(text: string): string | undefined {
  const sentence = /^[^\n]*?[.!?…](?=\s|$)/u.exec(text)?.[0];
  const fits = sentence !== undefined && sentence.length <= shortLength && !/[<>@#[\]]|:\/\//.test(sentence);
  return fits ? sentence : undefined;
}

/** Everything a member should know of a character, and nothing it keeps to itself. */
export function sheetOf(character: Character, mood: Mood = 'neutral'): string {
  const { topics, voice } = character;
  const sound = shortened(voice?.description ?? '', shortLength);
  const aliases = otherNames(character);
  const paragraphs = [
    `**${character.name}**`,
    mood === 'neutral' ? '' : texts.mood(character.displayName, moodWords[mood]),
    shortened(readable(character.description, character), longLength),
    quoted(readable(character.firstMessage, character)),
    [
      aliases.length > 0 ? texts.aliases(aliases) : '',
      topics.loves.length > 0 ? texts.loves(topics.loves) : '',
      topics.avoids.length > 0 ? texts.avoids(topics.avoids) : '',
      sound === '' ? '' : texts.voice(sound),
    ]
      .filter((line) => line !== '')
      .join('\n'),
    shortened(readable(character.creatorNotes, character), longLength),
    luggageOf(character),
    `${character.creator}${character.version ?? ''}` === '' ? '' : `${texts.byline(character)}.`,
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function luggageOf({ tags, assets = [], book }: Character): string {
  const entries = entriesIn(book);
  const kinds = Map.groupBy(assets, ({ type }) => type || 'other');
  const parts = [
    ...(entries === 0 ? [] : [texts.bookSize(entries)]),
    ...(assets.length === 0
      ? []
      : [texts.assetCount([...kinds].map(([type, all]) => `${all.length} ${oneLine(type).slice(0, 20)}`))]),
  ];
  const shown = tags.slice(0, mostTags).map((tag) => oneLine(tag).slice(0, 40));
  return [shown.length === 0 ? '' : texts.tags(shown), parts.length === 0 ? '' : texts.luggage(parts)]
    .filter((line) => line !== '')
    .join('\n');
}

/** Entries are a list, or an object with a key for each. */
function entriesIn(book: unknown): number {
  const entries = typeof book === 'object' && book !== null && 'entries' in book ? book.entries : undefined;
  return typeof entries === 'object' && entries !== null ? Object.keys(entries).length : 0;
}

function otherNames({ name, displayName, aliases }: Character): string[] {
  const shown = new Set([name, displayName].map(fold));
  return aliases.filter((alias) => !shown.has(fold(alias)));
}

function quoted(text: string): string {
  return text === '' ? '' : text.replace(/^/gm, '> ');
}

/** A character as the web page shows it. */
export function profileOf(character: Character) {
  const { id, name, displayName, colour, aliases, pronouns, topics, tags, creator, talkativeness } =
    character;
  return {
    id,
    name,
    displayName,
    colour,
    aliases,
    pronouns,
    topics,
    tags,
    creator,
    talkativeness,
    line: inOneLine(character),
    description: readable(character.description, character),
    personality: readable(character.personality, character),
    greeting: readable(character.firstMessage, character),
    creatorNotes: readable(character.creatorNotes, character),
    relationships: character.relationships,
    voice: character.voice,
    portrait: `/api/characters/${encodeURIComponent(id)}/portrait`,
  };
}
