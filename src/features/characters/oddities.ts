import { type AssetEntry, assetEntry, assetsOf, fileOf, pathIn } from './files/asset-files.ts';
import { type CardFile, isObject, type JsonObject } from './files/card-file.ts';
import { pictureProblem } from './pictures.ts';

const pictureEndings = ['png', 'apng', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'bmp', 'svg'];
const mostToldOfOneKind = 3;
const proseFields = [
  'description',
  'personality',
  'scenario',
  'first_mes',
  'mes_example',
  'system_prompt',
  'post_history_instructions',
  'creator_notes',
  'creator',
  'nickname',
];

/** What is odd about a readable card, in sentences: wrong kinds of values, assets that are not what they say. */
export function oddities(file: CardFile): string[] {
  const { data } = file.card;
  return [
    ...wrongKinds(data),
    ...assetProblems(file),
    ...bookProblems(data.character_book),
    ...letters(data),
  ];
}

function wrongKinds(data: JsonObject): string[] {
  const wrong = proseFields.filter(
    (field) => data[field] !== undefined && data[field] !== null && typeof data[field] !== 'string',
  );
  return wrong.length === 0 ? [] : [`These fields are no text and are not used: ${wrong.join(', ')}.`];
}

function bookProblems(book: unknown): string[] {
  if (book === undefined || book === null) return [];
  if (!isObject(book)) return ['The lorebook is not readable and is not used.'];
  const { entries } = book;
  if (typeof entries !== 'object' || entries === null) return ['The lorebook has no entries.'];
  const orders = Object.values(entries).map((entry) => (isObject(entry) ? entry.insertion_order : undefined));
  const odd = orders.filter((order) => order !== undefined && typeof order !== 'number').length;
  return odd === 0
    ? []
    : [
        `${odd} of the lorebook's entries have an order that is no number; it is read as one where that is possible.`,
      ];
}

function letters(data: JsonObject): string[] {
  const isBroken = Object.values(data).some((value) => typeof value === 'string' && !value.isWellFormed());
  return isBroken
    ? ['Some letters of the card are broken; they are shown as \uFFFD and kept as they are.']
    : [];
}

function assetProblems(file: CardFile): string[] {
  const entries = assetsOf(file.card.data).map(assetEntry);
  const icons = entries.filter(({ type }) => type === 'icon');
  const mains = icons.filter(({ name }) => name === 'main').length;
  const problems = entries.flatMap((entry) => problemWith(entry, file));
  return [
    ...problems.slice(0, mostToldOfOneKind),
    ...(problems.length > mostToldOfOneKind
      ? [`${problems.length - mostToldOfOneKind} more assets have such problems.`]
      : []),
    ...(icons.length > 1 && mains !== 1
      ? ['Of several icons exactly one should be called main; the first that fits is taken.']
      : []),
  ];
}

function problemWith(entry: AssetEntry, file: CardFile): string[] {
  const called = `The asset “${(entry.name || entry.type || '?').slice(0, 60)}”`;
  if (/^(?:https?|ftp|file):/i.test(entry.uri))
    return [`${called} lies at an address outside, which Acore never fetches.`];
  const read = fileOf(entry.uri, file.files);
  if (read === undefined) return pathIn(entry.uri) === undefined ? [] : [`${called} is not in the file.`];
  const bytes = read();
  if (bytes === undefined) return [`${called} cannot be read.`];
  const isSaidPicture =
    pictureEndings.includes(entry.ext) && ['icon', 'emotion', 'background', 'user_icon'].includes(entry.type);
  const problem = isSaidPicture ? pictureProblem(bytes) : undefined;
  return problem === undefined ? [] : [`${called} ${problem}; it is kept and not shown.`];
}
