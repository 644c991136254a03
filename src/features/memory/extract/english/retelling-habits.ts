import type { Rule } from '../language.ts';
import { phrases } from '../phrases.ts';
import { formConfidence as confidence, home, lastingThings, owned, services } from './retelling-words.ts';
import { thirdPerson } from './verbs.ts';

const group =
  '(?:team|band|orchestra|club|side|league|choir|quartet|trio|group|church|ensemble|troupe|ceilidh|reserves|firsts|seconds|village|town|county|school|university)';

/** A verb of habit in the present, with what it takes: told with the verb of others, and in the past when it is over. */
function habit(kind: Rule['kind'], verb: string, object: string, past = `used to ${verb}`): Rule {
  return {
    kind,
    confidence,
    value: `${verb} {told}`,
    when: [`${verb} (?<told>${object})`],
    says: `${thirdPerson(verb)} {told}`,
    said: `${past} {told}`,
  };
}

function habits(kind: Rule['kind'], verbs: string, object: string): Rule[] {
  return verbs.split('|').map((verb) => habit(kind, verb, object));
}

/** What somebody does again and again, and has. */
export const habitRetellings: readonly Rule[] = [
  ...habits(
    'fact',
    'run|manage|lead|chair|host|organise|organize|direct|edit|captain|co-own|moderate',
    '(?:an?|my own|our own|our family|the local|the village|the school) .+',
  ),
  ...habits(
    'fact',
    phrases`
  train as a, train as an, train for the, study at, volunteer at, volunteer with, volunteer as a, volunteer as an
  volunteer in, volunteer for the, commute to, commute from, commute by
`,
    '(?!everything|nobody|nothing|chaos|tribute).+',
  ),
  ...habits('fact', 'serve on|serve in|serve with', `${services}(?: .+)?`),
  ...habits('fact', 'donate to', '(?:the|an?|my) .+'),
  ...habits('fact', 'belong to|play for|sing with', `(?:an?|my|our|the \\p{L}+) .*${group}\\b.*`),
  ...habits(
    'fact',
    'suffer from',
    '(?:(?:chronic|severe|seasonal|mild|recurring) .+|hay fever|migraines?|insomnia|tinnitus|asthma|vertigo|eczema|anxiety|sleep paralysis|panic attacks|nosebleeds)(?: .+)?',
  ),
  ...habits(
    'relation',
    'care for|look after|live with',
    '(?:my|our|an?|two|three|four) (?:[\\p{L}-]+ ){0,3}(?:nan|gran|grandma|grandmother|grandad|grandpa|grandfather|grandparents|mum|mom|mother|dad|father|parents|in-laws|brother|sister|aunt|uncle|cousins?|niece|nephew|kids|children|husband|wife|partner|girlfriend|boyfriend|fianc[eé]e?|friends?|housemates?|flatmates?|roommates?|students|nurses|lodger|ex|family|dogs?|cats?)(?: .+)?',
  ),
  ...habits(
    'interest',
    phrases`
  sing in, sing with, perform in, perform with, perform at, compete in, row for, row with, race, referee, umpire
  dance in, dance with, drum in, drum for, drum with, act in, march in, swim for, fence for, box for, run with
  play in, play for
`,
    `(?:an?|the local|the village|my|our|the \\p{L}+) .+`,
  ),
  ...habits(
    'fact',
    'share',
    `(?:an?|my|our) (?:[\\p{L}-]+ ){0,2}(?:flat|house|apartment|room|office|studio|allotment|car|workshop|cottage) with .+`,
  ),
  ...habits('fact', 'rent|rent out', `(?:an?|my|our|out) (?:[\\p{L}-]+ ){0,2}${home}(?: .+)?`),
  ...habits(
    'fact',
    'live in|live on|live above|live next to|live near|live across from|live opposite',
    `(?:an?|my|our) (?:[\\p{L}-]+ ){0,3}${home}(?: .+)?`,
  ),
  ...habits(
    'fact',
    'keep',
    '(?:(?:an? |my )?(?:[\\p{L}-]+ ){0,2}(?:diary|journal|logbook|bees|hens|chickens|pigeons|koi|ducks|goats|sheep|stick insects|snails|ants|quail|aquarium|sourdough starter))(?: .*)?',
  ),
  habit(
    'fact',
    'have',
    `${owned} (?:[\\p{L}\\d-]+ ){0,3}?(?:${lastingThings})(?:(?:,| (?:of|in|on|at|from|with|for|under|behind|called|named|between|by|near|and|who|that|across|over)) .+)?`,
    'had',
  ),
  habit(
    'fact',
    'have',
    `(?!the |this |that )(?:[\\p{L}-]+ ){0,1}(?:freckles|dimples|bees|perfect pitch|dual citizenship|kids|siblings|hives|chickens|grandkids|(?:red|blond|blonde|ginger|grey|gray|curly|brown|black|blue|green|purple|pink) (?:hair|eyes))(?: .+)?`,
    'had',
  ),
  {
    kind: 'fact',
    confidence,
    value: 'never {verb} {told}',
    when: [
      '(?:have )?never (?<verb>seen|been to|owned|watched|tasted|learned to|learnt to|driven|flown|visited|broken(?= an?\\b)|been on) (?<told>(?!.*\\b(?:so|like that|more|better|worse|as|before|as good)\\b)(?!the (?:comments|point|end|docs|rules|results?|problem|appeal|shop|gym|office)\\b).+)',
    ],
    says: 'has never {verb} {told}',
  },
];
