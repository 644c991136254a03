import type { CharacterFramework } from '../../core/character.ts';
import type { Manner, Section } from '../../core/feature.ts';
import { type Framework, knownName, type Topic, topicNamed } from './framework.ts';
import { type Strength, texts } from './texts.ts';

/** A framework in force, and why it is. */
export interface Chosen {
  framework: Framework;
  because: string;
}

interface BlendNeeds {
  chosen: Chosen;
  topic: Topic | undefined;
  /** `frameworks.blending`. */
  strength: number;
  frameworks: ReadonlyMap<string, Framework>;
  /** What the card says of mixing. */
  card: CharacterFramework | undefined;
  /** How the character and its partner are called, for `{{char}}` and `{{user}}`. */
  names: { char: string; user: string };
  /** `conversation.replyTokens`. */
  replyTokens: number;
}

interface Mixed {
  framework: Framework;
  topic: Topic;
  share: number;
}

/** Whoever is mixed in, somebody stays who they are. */
const mostShare = 0.9;
const stronglyFrom = 0.5;
const clearlyFrom = 0.25;

/** How a character with this framework speaks now. The card's text is the caller's; nothing here replaces it. */
export function mannerOf(needs: BlendNeeds): Manner {
  const { chosen, replyTokens } = needs;
  const base = chosen.framework;
  const mixed = mixedIn(needs);
  const share = mixed?.share ?? 0;
  const between = (own: number, other: number) => own * (1 - share) + other * share;
  const other = mixed?.framework ?? base;
  const room = between(lengthShares[base.length], lengthShares[other.length]);
  return {
    sections: [baseSection(base, needs), ...(mixed === undefined ? [] : [blendSection(mixed, base, needs)])],
    temperature: Math.round(between(base.temperature, other.temperature) * 100) / 100,
    replyTokens: Math.max(leastReply, Math.round(replyTokens * room)),
    length: share >= stronglyFrom ? other.length : base.length,
    mix: [
      { name: base.name, share: rounded(1 - share), because: chosen.because },
      ...(mixed === undefined
        ? []
        : [{ name: other.name, share: rounded(share), because: texts.talkIsAbout(mixed.topic) }]),
    ],
  };
}

/** How much of the longest answer each length may take. */
const lengthShares: Record<Framework['length'], number> = { short: 0.4, medium: 0.8, long: 1 };
/** An answer in tokens that is worth being made. */
const leastReply = 16;

function rounded(share: number): number {
  return Math.round(share * 100) / 100;
}

/** The first rule for the topic counts: the card's, or else the framework's own. */
function mixedIn({ chosen, topic, strength, frameworks, card }: BlendNeeds): Mixed | undefined {
  if (topic === undefined) return undefined;
  const rules = card?.blends ?? chosen.framework.blends;
  const rule = rules.find(({ about }) => topicNamed(about) === topic);
  const framework = rule && frameworks.get(knownName(rule.with));
  if (rule === undefined || framework === undefined || framework.name === chosen.framework.name)
    return undefined;
  const share = Math.min(mostShare, rule.weight * strength);
  return share > 0 ? { framework, topic, share } : undefined;
}

/** Stands with the card, and stays the same whatever is mixed in: prompt caches keep it. */
function baseSection(framework: Framework, { names, chosen }: BlendNeeds): Section {
  const lines = [texts.manner(names.char), ...wholeOf(framework)];
  return {
    title: texts.title(framework.name),
    text: filledIn(lines.join('\n'), names),
    volatility: 'stable',
    priority: 0,
    because: texts.because(chosen.because),
  };
}

function wholeOf(framework: Framework): string[] {
  return [
    ...partOf(framework),
    texts.length(framework.length),
    texts.whenUnsure(framework.whenUnsure),
    ...(framework.requiresTools.length === 0 ? [] : [texts.noTools(framework.requiresTools)]),
  ];
}

function partOf({ prompt, rules }: Framework): string[] {
  return [prompt, ...rules.map((rule) => `- ${rule}`)];
}

function blendSection({ framework, topic, share }: Mixed, base: Framework, { names }: BlendNeeds): Section {
  const strength = strengthOf(share);
  const length = framework.length === base.length ? [] : [texts.length(framework.length)];
  const lines: Record<Strength, string[]> = {
    strongly: [...partOf(framework), ...length, texts.whenUnsure(framework.whenUnsure)],
    clearly: partOf(framework),
    lightly: [framework.purpose],
  };
  return {
    title: texts.blendTitle(framework.name, share),
    text: filledIn([texts.blend(names.char, topic, share, strength), ...lines[strength]].join('\n'), names),
    volatility: 'talk',
    priority: 0,
    because: texts.because(texts.talkIsAbout(topic)),
  };
}

function strengthOf(share: number): Strength {
  if (share >= stronglyFrom) return 'strongly';
  return share >= clearlyFrom ? 'clearly' : 'lightly';
}

function filledIn(text: string, { char, user }: BlendNeeds['names']): string {
  return text.replaceAll(/\{\{char\}\}/gi, () => char).replaceAll(/\{\{user\}\}/gi, () => user);
}
