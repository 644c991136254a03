import type { ReplyLength } from '../../core/ports/model.ts';
import type { Framework, Topic } from './framework.ts';

const lengths: Record<ReplyLength, string> = {
  short: 'Length: one to three sentences, unless more is really asked for.',
  medium: 'Length: a short paragraph, two where the matter needs it.',
  long: 'Length: as much room as a full answer needs, several paragraphs if need be.',
};

const policies: Record<Framework['whenUnsure'], string> = {
  admit:
    'When unsure: say plainly that you do not know. Never make up facts, figures, names or sources about the real world.',
  ask: 'When unsure: ask one short question instead of assuming.',
  guess: 'When unsure: guess, and let it be heard that it is a guess.',
  improvise:
    'When unsure: play on and make something up, as long as it is plainly play; about health, money, law or danger say that you do not know.',
};

const tones: Record<Strength, string> = {
  strongly: 'Let it decide how you speak for now',
  clearly: 'Let it colour clearly how you speak for now',
  lightly: 'Let a touch of it into how you speak for now',
};

/** How much of a framework is mixed in, for those who read prompts. */
export type Strength = 'strongly' | 'clearly' | 'lightly';

const about: Record<Topic, string> = {
  support: 'somebody needs comfort',
  creative: 'something is being made up together',
  analytical: 'something is to be worked out',
  playful: 'people are at play',
  debate: 'people are arguing about something',
};

/** Every sentence of this slice. The first ones are read by the model. */
export const texts = {
  title: (name: string) => `Manner: ${name}`,
  blendTitle: (name: string, share: number) => `Manner, mixed in: ${name} ${percent(share)}`,
  manner: (name: string) => `How ${name} goes about a talk, in ${name}'s own voice:`,
  blend: (name: string, topic: Topic, share: number, strength: Strength) =>
    `At the moment ${about[topic]}, so another manner is mixed in (${percent(share)}). ${tones[strength]}; who ${name} is, what ${name} knows and how ${name} sounds stay the same:`,
  length: (length: ReplyLength) => lengths[length],
  whenUnsure: (policy: Framework['whenUnsure']) => policies[policy],
  noTools: (tools: readonly string[]) =>
    `This manner would use tools that are not there (${tools.join(', ')}). You cannot look anything up or set anything off; never say that you did.`,

  chosenHere: 'it was chosen here',
  cardNames: 'the card names it',
  isDefault: 'it is the default',
  because: (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  talkIsAbout: (topic: Topic) => `the talk is about ${topic}`,

  lineOf: ({ name, purpose }: Framework, own: boolean) =>
    `- **${name}**${own ? ' *(own)*' : ''} – ${purpose}`,
  listed: 'Frameworks, ways of speaking that a character can have:',
  here: 'Who uses which here:',
  uses: (who: string, name: string, because: string) => `- ${who}: **${name}** (${because})`,
  usesNone: (who: string) => `- ${who}: none`,
  switchedOff: 'They are switched off: frameworks.enabled is false, so nobody uses one.',
  shown: (framework: Framework) =>
    [
      `**${framework.name}** – ${framework.purpose}`,
      framework.prompt,
      ...framework.rules.map((rule) => `- ${rule}`),
      lengths[framework.length],
      policies[framework.whenUnsure],
      `Temperature: ${framework.temperature}`,
      ...framework.blends.map(
        (blend) => `Mixes in ${blend.with} (${percent(blend.weight)}) when the talk is about ${blend.about}.`,
      ),
      ...(framework.requiresTools.length === 0 ? [] : [texts.wantsTools(framework)]),
    ].join('\n'),
  used: (who: string, name: string) => `From now on ${who} uses the framework **${name}** here.`,
  usedNone: (who: string) => `From now on ${who} uses no framework here.`,
  cleared: (who: string) => `What was chosen here for ${who} is forgotten; the card decides again.`,
  everybody: 'everybody',
  unknown: (typed: string, names: readonly string[]) =>
    `There is no framework called “${typed}”. There are ${names.join(', ')}.`,
  unknownCharacter: (typed: string) => `Nobody here is called “${typed}”. /characters shows who is.`,

  loaded: (names: readonly string[], own: number) =>
    `${names.join(', ')}${own === 0 ? '' : `; ${own} of them from data/frameworks`}.`,
  off: 'They are switched off.',
  mistake: (file: string, path: string, problem: string) =>
    `${file}${path === '' ? '' : `, ${path}`}: ${problem}`,
  mistakes: (all: readonly string[]) => `Frameworks of yours that cannot be used:\n${all.join('\n')}`,
  mend: 'Mend the file and start again; docs/frameworks.md says what it may hold.',
  wantsTools: ({ name, requiresTools }: Pick<Framework, 'name' | 'requiresTools'>) =>
    `${name} requires tools that Acore does not have: ${requiresTools.join(', ')}. It works without them, and the character is told so.`,
  removeTools: 'Remove them from requiresTools if the framework can do without.',
  noDefault: (name: string) => `There is no framework called "${name}".`,
  setDefault: (names: readonly string[]) => `Set frameworks.default to one of ${names.join(', ')}.`,
  cardUnknown: (who: string, name: string) =>
    `The card of ${who} names the framework "${name}", which is not there; ${who} speaks without it.`,
  cardBlendUnknown: (who: string, what: string) =>
    `The card of ${who} mixes in by "${what}", which is no topic or framework; that rule does nothing.`,
  addIt: (name: string) =>
    `Put ${name}.yaml into the folder frameworks of the data folder, or change the card.`,
  changeCard: 'docs/frameworks.md lists the topics; /framework list shows the frameworks.',
};

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
