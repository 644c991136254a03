import { relatedId } from '../card.ts';
import { isObject, type JsonObject } from '../files/card-file.ts';
import { numberIn, object, textIn, textsIn } from './members.ts';

/** How a character stands to another, as the editor shows it. */
export interface RelationshipRow {
  /** Which one of the card's it is; without it a new one. */
  was?: number | undefined;
  /** An id. */
  character: string;
  kind: string;
  feeling: string;
}

/** Which framework is mixed in when the talk is about something. */
export interface BlendRow {
  was?: number | undefined;
  about: string;
  with: string;
  /** 0 … 1. */
  weight: number;
}

/** Who says what is mixed in: the framework, this card, or nobody. */
export const blendingModes = ['framework', 'own', 'off'] as const;

/** What only Acore's cards say, as the editor shows it. */
export interface OwnForm {
  pronouns: { subject: string; object: string; possessive: string };
  loves: string[];
  avoids: string[];
  /** Null where the card does not say. */
  voice: { description: string; pitch: number | null; speed: number | null };
  relationships: RelationshipRow[];
  /** Empty when the card names none. */
  framework: string;
  blending: { mode: (typeof blendingModes)[number]; rules: BlendRow[] };
}

/** The members that are shown of what Acore's own extension holds. */
const shownOf = {
  pronouns: ['subject', 'object', 'possessive'],
  topics: ['loves', 'avoids'],
  voice: ['description', 'pitch', 'speed'],
};

export function ownFormOf(extensions: JsonObject): OwnForm {
  const own = object(extensions.acore);
  const [pronouns, topics] = [object(own.pronouns), object(own.topics)];
  return {
    pronouns: {
      subject: textIn(pronouns.subject),
      object: textIn(pronouns.object),
      possessive: textIn(pronouns.possessive),
    },
    loves: textsIn(topics.loves),
    avoids: textsIn(topics.avoids),
    voice: voiceIn(object(own.voice)),
    relationships: rowsIn(own.relationships, relationshipIn),
    framework: frameworkIn(own.framework) || frameworkIn(extensions.framework),
    blending: blendingIn(extensions.framework_blending),
  };
}

/** Whether a framework is named there. */
export function frameworkIn(value: unknown): string {
  const name = textIn(value).trim();
  return name.length <= 100 ? name : '';
}

export function relationshipIn(value: unknown): Omit<RelationshipRow, 'was'> | undefined {
  if (!isObject(value) || typeof value.character !== 'string') return undefined;
  return {
    character: relatedId(value.character),
    kind: textIn(value.kind),
    feeling: textIn(value.feeling),
  };
}

export function blendIn(value: unknown): Omit<BlendRow, 'was'> | undefined {
  if (!isObject(value) || typeof value.context !== 'string' || typeof value.framework !== 'string')
    return undefined;
  const weight = between(0, 1, value.weight) ?? 0.5;
  return { about: value.context, with: value.framework, weight };
}

/** What stands in Acore's own extension, and in those beside it, that the editor has no field for. */
export function ownKept(extensions: JsonObject): string[] {
  const own = object(extensions.acore);
  const blending = object(extensions.framework_blending);
  const members = Object.entries(shownOf).flatMap(([name, shown]) =>
    keptIn(`extensions.acore.${name}`, own[name], shown),
  );
  return [
    ...members,
    ...keptRows('extensions.acore.relationships', own.relationships, ['character', 'kind', 'feeling']),
    ...keptIn('extensions.framework_blending', extensions.framework_blending, ['enabled', 'blend_rules']),
    ...keptRows('extensions.framework_blending.blend_rules', blending.blend_rules, [
      'context',
      'framework',
      'weight',
    ]),
  ];
}

function keptIn(path: string, value: unknown, shown: readonly string[]): string[] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return [path];
  return Object.keys(value)
    .filter((name) => !shown.includes(name))
    .map((name) => `${path}.${name}`);
}

function keptRows(path: string, value: unknown, shown: readonly string[]): string[] {
  if (!Array.isArray(value)) return keptIn(path, value, []);
  return value.flatMap((row, index) => keptIn(`${path}.${index}`, row, shown));
}

function voiceIn(voice: JsonObject): OwnForm['voice'] {
  return {
    description: textIn(voice.description),
    pitch: between(0.25, 4, voice.pitch) ?? null,
    speed: between(0.25, 4, voice.speed) ?? null,
  };
}

function blendingIn(value: unknown): OwnForm['blending'] {
  const { enabled, blend_rules: rules } = object(value);
  const isSaid = Array.isArray(rules);
  const mode = enabled === false ? 'off' : isSaid ? 'own' : 'framework';
  return { mode, rules: rowsIn(rules, blendIn) };
}

function rowsIn<Row extends object>(
  list: unknown,
  read: (value: unknown) => Row | undefined,
): (Row & { was: number })[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value, was) => {
    const row = read(value);
    return row === undefined ? [] : [{ was, ...row }];
  });
}

function between(least: number, most: number, value: unknown): number | undefined {
  const number = numberIn(value);
  return number !== null && number >= least && number <= most ? number : undefined;
}
