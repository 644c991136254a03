import type { JsonObject } from '../files/card-file.ts';
import { notTexts, object, withMembers } from './members.ts';
import type { OwnChanges } from './own-changes.ts';
import {
  type BlendRow,
  blendIn,
  frameworkIn,
  ownFormOf,
  type RelationshipRow,
  relationshipIn,
} from './own-form.ts';

type Members = Record<string, unknown>;

/** The members of `extensions` and of `extensions.acore` that a change sets; null takes one away. */
export function ownMembers(extensions: JsonObject, changes: OwnChanges): { beside: Members; own: Members } {
  const before = object(extensions.acore);
  const shown = ownFormOf(extensions);
  const { pronouns, voice, relationships } = changes;
  const framework = frameworkMembers(extensions, changes.framework);
  return {
    beside: {
      ...framework.beside,
      framework_blending: blendingMember(extensions.framework_blending, changes.blending),
    },
    own: {
      ...framework.own,
      pronouns: pronouns && changedMembers(before.pronouns, shown.pronouns, pronouns),
      topics: topicsMember(before.topics, changes),
      voice: voice && changedMembers(before.voice, shown.voice, voice),
      relationships: relationships && unlessEmpty(changedRelationships(before.relationships, relationships)),
    },
  };
}

/** What is emptied is taken away. */
function changedMembers(before: unknown, shown: object, given: object): JsonObject | null {
  const set = Object.entries(different(shown, given)).map(([name, value]) => [
    name,
    value === '' ? null : value,
  ]);
  return unlessEmpty(withMembers(before, Object.fromEntries(set)));
}

function unlessEmpty<Value extends object>(value: Value): Value | null {
  return Object.keys(value).length === 0 ? null : value;
}

function topicsMember(before: unknown, { loves, avoids }: OwnChanges): unknown {
  if (loves === undefined && avoids === undefined) return undefined;
  const list = (name: string, items: string[] | undefined) =>
    items && unlessEmpty([...items, ...notTexts(object(before)[name])]);
  return unlessEmpty(withMembers(before, { loves: list('loves', loves), avoids: list('avoids', avoids) }));
}

/** Where the card names its framework now; where it names none, in Acore's own extension. */
function frameworkMembers(
  extensions: JsonObject,
  name: string | undefined,
): { beside: Members; own: Members } {
  if (name === undefined) return { beside: {}, own: {} };
  if (name === '') return { beside: { framework: null }, own: { framework: null } };
  const isBeside =
    frameworkIn(object(extensions.acore).framework) === '' && frameworkIn(extensions.framework) !== '';
  return isBeside ? { beside: { framework: name }, own: {} } : { beside: {}, own: { framework: name } };
}

function blendingMember(before: unknown, blending: OwnChanges['blending']): unknown {
  if (blending === undefined) return undefined;
  const { mode, rules } = blending;
  const { enabled, blend_rules: list } = object(before);
  if (mode === 'framework') return unlessEmpty(withMembers(before, { enabled: null, blend_rules: null }));
  const changed = changedRows(list, rules, { read: blendIn, write: blendMembers });
  const isListed = mode === 'own' || changed.length > 0 || list !== undefined;
  return withMembers(before, {
    enabled: mode === 'off' ? false : enabled === false ? true : undefined,
    blend_rules: isListed ? changed : undefined,
  });
}

function blendMembers({ about, with: framework, weight }: Partial<BlendRow>): Members {
  return { context: about, framework, weight };
}

function changedRelationships(list: unknown, rows: readonly RelationshipRow[]): unknown[] {
  return changedRows(list, rows, { read: relationshipIn, write: ({ was: _, ...members }) => members });
}

/** A list with what was changed of its rows; what cannot be shown of it stays at its place. */
function changedRows<Row extends { was?: number | undefined }>(
  list: unknown,
  rows: readonly Row[],
  { read, write }: { read(value: unknown): object | undefined; write(row: Partial<Row>): Members },
): unknown[] {
  const before: unknown[] = Array.isArray(list) ? list : [];
  const changed: unknown[] = rows.map((row) => {
    const source = row.was === undefined ? undefined : before[row.was];
    return withMembers(source, write(different(read(source) ?? {}, row)));
  });
  for (const [index, value] of before.entries())
    if (read(value) === undefined) changed.splice(index, 0, value);
  return changed;
}

function different<Row extends object>(shown: object, row: Row): Partial<Row> {
  const known = new Map<string, unknown>(Object.entries(shown));
  const members = Object.entries(row).filter(([name, value]) => known.get(name) !== value);
  return Object.fromEntries(members) as Partial<Row>;
}
