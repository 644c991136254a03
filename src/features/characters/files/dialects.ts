import { CardError } from '../card-error.ts';
import { withoutNote } from './as-version.ts';
import { type CardFile, isObject, type JsonObject } from './card-file.ts';

type Understood = Pick<CardFile, 'spec' | 'specVersion' | 'card' | 'name' | 'warnings'>;
type Dialect = Omit<Understood, 'name'>;

/** What each field of Pygmalion's cards is called in all others. */
const pygmalion = {
  char_name: 'name',
  char_persona: 'description',
  char_greeting: 'first_mes',
  world_scenario: 'scenario',
  example_dialogue: 'mes_example',
};
const webui = { context: 'description', greeting: 'first_mes' };
/** Without a name, two of these make a card. */
const telling = ['description', 'personality', 'scenario', 'first_mes', 'mes_example'];
const newest = 3;

/** Finds out in which of the known ways a card is written, and brings it into the nesting of V2 and V3. */
export function understandCard(value: unknown, fileName: string): Understood {
  if (!isObject(value)) throw new CardError('it is not a character card');
  const dialect = dialectOf(value);
  const written = dialect.card.data.name;
  const name = typeof written === 'string' ? written : '';
  if (name.trim() !== '') return { ...dialect, name };
  const data = { ...dialect.card.data, name: fileName };
  const warnings = [
    ...dialect.warnings,
    `The card gives no name, so it is called “${fileName}” like its file.`,
  ];
  return { ...dialect, card: { ...dialect.card, data }, name: fileName, warnings };
}

function dialectOf(value: JsonObject): Dialect {
  if (value.spec === 'lorebook_v3') throw new CardError('it is a lorebook and not a character card');
  if (typeof value.spec === 'string') return withSpec(value, value.spec);
  if (isObject(value.data) && telling.some((field) => field in Object(value.data))) {
    return {
      ...withSpec(value, 'chara_card_v2'),
      warnings: ['The card does not say which format it has; it is read as V2.'],
    };
  }
  if (isLorebook(value)) throw new CardError('it is a lorebook and not a character card');
  if ('char_name' in value && typeof value.name !== 'string') return renamed(value, pygmalion, 'pygmalion');
  if (isWebui(value)) return renamed(value, webui, 'text-generation-webui');
  const isCard =
    typeof value.name === 'string' || telling.filter((field) => typeof value[field] === 'string').length >= 2;
  if (!isCard) throw new CardError('it is not a character card');
  return { spec: 'chara_card_v1', specVersion: '1.0', card: { data: value }, warnings: [] };
}

function withSpec(value: JsonObject, spec: string): Dialect {
  if (!isObject(value.data)) throw new CardError('it names a card format but holds no data');
  const written = value.spec_version;
  const known = spec === 'chara_card_v3' || spec === 'chara_card_v2';
  const specVersion = versionOf(written) ?? (spec === 'chara_card_v2' ? '2.0' : '3.0');
  const isNewer = !known || Number.parseFloat(specVersion) > newest;
  const warnings = isNewer
    ? [
        `The card has the format ${spec} ${specVersion}, which is newer than V3; it is read as V3, and what is new is kept.`,
      ]
    : [];
  const data = spec === 'chara_card_v2' ? trimmed(value.data) : value.data;
  return { spec, specVersion, card: { ...value, data }, warnings };
}

/** A card that was written for readers of V2 says so in its notes, which is not the creator's word. */
function trimmed(data: JsonObject): JsonObject {
  const { creator_notes: notes } = data;
  if (typeof notes !== 'string' || withoutNote(notes) === notes) return data;
  return { ...data, creator_notes: withoutNote(notes) };
}

function versionOf(written: unknown): string | undefined {
  if (typeof written === 'number') return Number.isInteger(written) ? written.toFixed(1) : String(written);
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}

/** Books are `{ entries: … }` everywhere, and have nothing to say of a person. */
function isLorebook(value: JsonObject): boolean {
  const hasEntries = typeof value.entries === 'object' && value.entries !== null;
  return hasEntries && !telling.some((field) => field !== 'description' && field in value);
}

function isWebui(value: JsonObject): boolean {
  const says = typeof value.context === 'string' || typeof value.greeting === 'string';
  return says && !telling.some((field) => field in value);
}

function renamed(value: JsonObject, names: Record<string, string>, spec: string): Dialect {
  const data = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      Object.hasOwn(names, key) ? (names[key] ?? key) : key,
      inner,
    ]),
  );
  return { spec, specVersion: '1.0', card: { data }, warnings: [] };
}
