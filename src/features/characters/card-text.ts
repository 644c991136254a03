import type { CardFile, JsonObject } from './files/card-file.ts';
import type { CardReport } from './inspect.ts';

const longest = 600;
const mostAssets = 40;

/** A card as its owner may read it in a terminal: what it is, what it says of itself, and what is odd about it. */
export function cardText({ card: { data } }: CardFile, report: CardReport): string {
  const { name, spec, specVersion, container, understood, lorebookEntries, assets, warnings } = report;
  const rows: [string, string][] = [
    ['format', `${spec} ${specVersion} in a ${container.toUpperCase()} file`],
    ['understood', understood],
    ['nickname', textOf(data.nickname)],
    ['creator', textOf(data.creator)],
    ['version', textOf(data.character_version)],
    ['tags', listOf(data.tags).join(', ')],
    ['sources', listOf(data.source).join(', ')],
    ['created', dayOf(data.creation_date)],
    ['changed', dayOf(data.modification_date)],
    ['lorebook', lorebookEntries === undefined ? '' : `${lorebookEntries} entries`],
    ...assets
      .slice(0, mostAssets)
      .map((asset, index): [string, string] => [index === 0 ? 'assets' : '', assetLine(asset)]),
  ];
  if (assets.length > mostAssets) rows.push(['', `and ${assets.length - mostAssets} more`]);
  const width = Math.max(...rows.map(([title]) => title.length));
  return [
    name,
    ...rows.filter(([, value]) => value !== '').map(([title, value]) => `  ${title.padEnd(width)}  ${value}`),
    ...paragraphs(data),
    ...(warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `! ${warning}`)]),
  ].join('\n');
}

function paragraphs(data: JsonObject): string[] {
  const titled: [string, string][] = [
    ['From its creator', textOf(data.creator_notes)],
    ...notesByLanguage(data.creator_notes_multilingual),
    ['Description', textOf(data.description)],
    ['First message', textOf(data.first_mes)],
    ...listOf(data.alternate_greetings).map((text, index): [string, string] => [
      `Greeting ${index + 2}`,
      text,
    ]),
    ...listOf(data.group_only_greetings).map((text, index): [string, string] => [
      `Greeting to a group, ${index + 1}`,
      text,
    ]),
  ];
  return titled
    .filter(([, text]) => text.trim() !== '')
    .flatMap(([title, text]) => ['', `${title}:`, cut(text).replace(/^/gm, '  ')]);
}

function notesByLanguage(notes: unknown): [string, string][] {
  if (typeof notes !== 'object' || notes === null) return [];
  return Object.entries(notes).map(([language, text]) => [`From its creator (${language})`, textOf(text)]);
}

function assetLine({ type, name, ext, uri }: CardReport['assets'][number]): string {
  return [type, name, ext, cut(uri, 60)].filter((part) => part !== '').join(' · ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Cards count seconds; 0 stands for a date that is withheld. */
function dayOf(seconds: unknown): string {
  const ms = typeof seconds === 'number' ? seconds * 1000 : 0;
  return ms > 0 && ms < 8e15 ? new Date(ms).toISOString().slice(0, 10) : '';
}

function cut(text: string, length = longest): string {
  const letters = Array.from(text.trim());
  return letters.length <= length ? letters.join('') : `${letters.slice(0, length).join('')}…`;
}
