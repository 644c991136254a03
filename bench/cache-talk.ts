import type { Feature } from '../src/core/feature.ts';

/** A talk of sixty turns in a tavern, in which old matters come up again, and a book that has something to say on them. */

const matters = [
  'harbour',
  'lighthouse',
  'fog bell',
  'smugglers',
  'mayor',
  'brewery',
  'old bridge',
  'miller',
  'winter fair',
  'chapel',
  'quarry',
  'ferry',
] as const;

const asides = [
  'I slept badly, and the walk here did not help.',
  'Is there any bread left?',
  'You were saying something before we were interrupted.',
  'Let me think about that for a moment.',
  'Fair enough. Go on, I am listening.',
  'My sister would laugh if she heard that.',
];

/** What a person says in a turn, 0 being the first: every third one brings a matter up, each of which comes again. */
export function lineOf(turn: number): string {
  const matter = matters[Math.floor(turn / 3) % matters.length];
  const aside = asides[turn % asides.length] ?? '';
  return turn % 3 === 0 ? `What do people say about the ${matter} these days? ${aside}` : aside;
}

/** What the model says in a turn. */
export function answerOf(turn: number): string {
  return `*polishes glass number ${turn}* You ask as if there were a short answer. There is a long one, and I tell it slowly, since the evening is young and nobody waits for either of us.`;
}

/** A card as people write them, about a thousand tokens with its examples. */
export function cardOf(book: object | undefined): object {
  return {
    name: 'Mira',
    description:
      'Mira keeps the tavern at the end of the pier, and has kept it since her uncle left with the tide. '.repeat(
        12,
      ),
    personality: 'Patient, dry, curious about people and slow to judge them. '.repeat(6),
    scenario: 'A slow evening in the tavern; rain on the windows. '.repeat(4),
    first_mes: 'Sit wherever you like.',
    mes_example: `<START>\n{{user}}: Quiet tonight.\n{{char}}: ${answerOf(0)}\n`.repeat(3),
    ...(book !== undefined && { character_book: book }),
  };
}

/** A slice that remembers: an account of what was before that grows now and then, and what every message calls to mind. */
export function memorySlice(): Feature {
  const turns = new Map<string, number>();
  return {
    name: 'memory',
    async context({ message, character }) {
      const turn = turns.get(character.id) ?? 0;
      turns.set(character.id, turn + 1);
      return [
        {
          ...{ title: 'Earlier', text: earlier(turn), volatility: 'talk', priority: 2 },
          place: 'after-examples',
        },
        { title: 'Memories', text: recalled(turn, message.text), volatility: 'now', priority: 2 },
      ];
    },
  };
}

/** About 250 tokens, other ones after every twelve turns. */
function earlier(turn: number): string {
  const chapter = Math.floor(turn / 12);
  const sentence = `In chapter ${chapter} they spoke of the ${matters[chapter % matters.length]}, and of who owes whom a favour. `;
  return `What was said before:\n${sentence.repeat(10)}`;
}

/** About 90 tokens, other ones in every turn. */
function recalled(turn: number, text: string): string {
  const lines = Array.from({ length: 4 }, (_, index) => {
    const matter = matters[(turn + index * 5) % matters.length];
    return `- On day ${turn + index} they said something of the ${matter}, which was dear to them.`;
  });
  return [`What ${text.length} signs call to mind:`, ...lines].join('\n');
}

/** An entry of some eighty tokens for every matter, before or after the character or in the talk, as books have them. */
export function bookOfMatters(): object {
  const entries = matters.map((matter, id) => ({
    id,
    keys: [matter],
    content:
      `About the ${matter}: it was there before the town was, and everybody has a story of it that differs from the next. `.repeat(
        3,
      ),
    enabled: true,
    insertion_order: 100,
    extensions: {},
    position: id % 2 === 0 ? 'before_char' : 'after_char',
    ...(id % 6 === 5 && { extensions: { position: 4, depth: 4, role: 0 } }),
  }));
  return { name: 'The town', entries, extensions: {} };
}
