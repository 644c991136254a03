import { lazily } from '../../../lib/lazily.ts';
import { stem } from './stems.ts';

/** Words that people use for the same thing when they ask; before `>` a word that stands for the others, not the other way. */
const groups = `boat ferry ship vessel|bicycle bike|house home flat apartment|money coin cash gold savings|price cost fare ticket fee pay charge
kid child children son daughter|trip crossing journey voyage|make build create construct invent|boss leader chief head captain|own owner belong
inn tavern pub bar|war battle fight|army soldier military serve|noise sound squeak|window pane|police>cop guard officer|cop>police guard|colour hue
food dish meal eat|job work profession occupation trade|teacher mentor master|apprentice student pupil|pet>cat dog tortoise parrot bird horse raven fox rat goose ferret hound basset mouse snail rabbit owl|dog hound puppy|cat kitten
wear>coat apron cardigan shirt hat boot dress scarf headwrap jacket robe cloak glove|clothes>coat apron cardigan shirt hat boot dress scarf jacket robe cloak|raise breed keep|brother sister sibling twin|father mother parent|wife husband spouse partner widow|throw expel banish exile dismiss|hide hidden conceal stash|haunt ghost
best favourite signature|noise squeak hum creak|hear deaf ear|read letter|return back|warm heat boiler|rescue save carry|recommend suggest advise
mad angry rage|ill sick disease|weapon sword knife gun blade|magic spell wizard witch|doctor physician healer|book novel ledger|story tale legend
scar injury hurt|finger hand|drink tea coffee ale wine beer|smell scent|secret hide|fear dread|hate dislike distrust detest despise annoy
love adore like enjoy|dream wish hope goal ambition want|live dwell home|old age|instrument>tuba concertina bassoon cello piano violin fiddle guitar flute drum harp|sweet>tart pie cake jam violet chocolate candy dumpling|bird>pigeon goose thrush owl|game>card chess dice bet|allow let permit|bedroom room sleep|resign quit leave retire stop|stage theatre|weather forecast|rain drizzle shower|win lead|pocket>cardigan apron coat satchel|hang hook|school study learn college university|town city village|road street lane
king queen ruler|run own keep manage|collect gather treasure|talk speak voice|sleep bed rest|die death dead|name call`;

const expansions = lazily(() => {
  const found = new Map<string, Set<string>>();
  for (const group of groups.split(/[|\n]/)) {
    const [left = '', right] = group.split('>');
    const asked = stemsOf(left);
    const meant = right === undefined ? asked : stemsOf(right);
    for (const one of asked) {
      const known = found.get(one) ?? new Set<string>();
      for (const other of meant) if (other !== one) known.add(other);
      found.set(one, known);
    }
  }
  return found;
});

function stemsOf(words: string): string[] {
  return words
    .split(' ')
    .filter((word) => word !== '')
    .map(stem);
}

/** Stems that may stand for this one. */
export function synonymsOf(one: string): ReadonlySet<string> {
  return expansions().get(one) ?? new Set();
}
