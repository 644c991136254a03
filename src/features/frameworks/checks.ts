import type { Character } from '../../core/character.ts';
import type { Check } from '../../core/ports/health.ts';
import type { FrameworksSettings } from './config.ts';
import { knownName, topicNamed } from './framework.ts';
import type { FrameworkShelf } from './shelf.ts';
import { texts } from './texts.ts';

interface CheckNeeds {
  shelf: FrameworkShelf;
  settings: FrameworksSettings;
  characters: readonly Character[];
}

/** What `acore doctor` says of frameworks: what is there, and everything that is wrong, all at once. */
export function frameworkChecks({ shelf, settings, characters }: CheckNeeds): Check[] {
  const names = [...shelf.byName.keys()];
  const says = settings.enabled ? texts.loaded(names, shelf.own.size) : texts.off;
  return [
    { name: 'Frameworks', state: 'ok', says },
    ...mistakeLines(shelf).map((line) => warning(line, texts.mend)),
    ...missingDefault(settings.default, names),
    ...[...shelf.byName.values()]
      .filter(({ requiresTools }) => requiresTools.length > 0)
      .map((framework) => warning(texts.wantsTools(framework), texts.removeTools)),
    ...characters.flatMap((character) => cardChecks(character, shelf)),
  ];
}

/** Every mistake in the owner's files, one a line. */
export function mistakeLines({ mistakes }: Pick<FrameworkShelf, 'mistakes'>): string[] {
  return mistakes.map(({ file, path, problem }) => texts.mistake(file, path, problem));
}

function warning(says: string, fix: string): Check {
  return { name: 'Framework', state: 'warning', says, fix };
}

function missingDefault(name: string | undefined, names: readonly string[]): Check[] {
  if (name === undefined || names.includes(knownName(name))) return [];
  return [{ name: 'Framework', state: 'failed', says: texts.noDefault(name), fix: texts.setDefault(names) }];
}

function cardChecks({ displayName, framework }: Character, { byName }: FrameworkShelf): Check[] {
  const name = framework?.name;
  const lost = (framework?.blends ?? []).flatMap((blend) => [
    ...(topicNamed(blend.about) === undefined ? [blend.about] : []),
    ...(byName.has(knownName(blend.with)) ? [] : [blend.with]),
  ]);
  return [
    ...(name === undefined || byName.has(knownName(name))
      ? []
      : [warning(texts.cardUnknown(displayName, name), texts.addIt(knownName(name)))]),
    ...lost.map((what) => warning(texts.cardBlendUnknown(displayName, what), texts.changeCard)),
  ];
}
