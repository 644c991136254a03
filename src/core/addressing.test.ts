import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AddressingView, address } from './addressing.ts';
import { conversationConfig } from './config.ts';
import type { Message } from './message.ts';
import { channelModes } from './ports/rooms.ts';

const settings = conversationConfig.parse({});
const at = 1_700_000_000_000;

type Change = Partial<Omit<AddressingView, 'message'>> & { message?: Partial<Message> };

function view({ message, ...change }: Change = {}): AddressingView {
  return {
    message: {
      id: '1',
      place: { host: 'discord', guildId: '9', channelId: '5', kind: 'text' },
      author: { id: '7', name: 'Bo', kind: 'person' },
      text: 'hello there',
      at,
      attachments: [],
      mentions: [],
      mentionsSelf: false,
      ...message,
    },
    rules: { mode: 'conversational', muted: false },
    present: ['ada', 'finn'],
    named: [],
    askedLately: 0,
    delayMs: 0,
    settings,
    ...change,
  };
}

function speakers(change: Change): string[] {
  const verdict = address(view(change));
  return verdict.kind === 'answer'
    ? verdict.speakers.map(({ characterId, because }) => `${characterId} ${because}`)
    : [];
}

function outcome(change: Change): string {
  const verdict = address(view(change));
  return verdict.kind === 'silent' ? verdict.ending.outcome : 'answered';
}

const direct = {
  message: { place: { host: 'discord', channelId: '6', kind: 'direct' as const } },
  rules: { mode: 'always' as const, muted: false },
};
const talking = { lastAnswer: { characterId: 'finn', at: at - 60_000 } };

describe('who answers', () => {
  const table: [string, Change, string[]][] = [
    ['a mention of the bot goes to the lead', { message: { mentionsSelf: true } }, ['ada mentioned']],
    [
      'a mention with a name goes to the named',
      { message: { mentionsSelf: true }, named: ['finn'] },
      ['finn mentioned'],
    ],
    ['several named answer in order of mention', { named: ['finn', 'ada'] }, ['finn named', 'ada named']],
    ['whoever is named but absent stays silent', { named: ['zoe'] }, []],
    [
      'a reply goes to whoever said it',
      { message: { replyTo: { messageId: '2' } }, repliedTo: { characterId: 'finn' } },
      ['finn replied-to'],
    ],
    [
      'a reply to the bot itself goes to the lead',
      { message: { replyTo: { messageId: '2' } }, repliedTo: { characterId: undefined } },
      ['ada replied-to'],
    ],
    [
      'a reply that also names another is answered by both, once each',
      {
        message: { replyTo: { messageId: '2' } },
        repliedTo: { characterId: 'finn' },
        named: ['finn', 'ada'],
      },
      ['finn replied-to', 'ada named'],
    ],
    ['in a direct message the lead answers', direct, ['ada direct']],
    ['and whoever answered there last goes on', { ...direct, ...talking }, ['finn direct']],
    [
      'unless others are named, who all answer',
      { ...direct, ...talking, named: ['ada', 'finn'] },
      ['ada direct', 'finn direct'],
    ],
    [
      'a command decides',
      { message: { summons: { characterId: 'finn' } }, named: ['ada'] },
      ['finn summoned'],
    ],
    ['a conversation goes on with whoever answered last', talking, ['finn continuation']],
    [
      'but not when the person turns to somebody else',
      { ...talking, message: { mentions: [{ id: '8', name: 'Cy' }] } },
      [],
    ],
    [
      'nor when it is long ago',
      { lastAnswer: { characterId: 'finn', at: at - settings.continuation - 1 } },
      [],
    ],
    ['a burst goes on with those it began with', { joins: ['finn'] }, ['finn burst']],
    [
      'in mode always the lead takes what nobody else takes',
      { rules: { mode: 'always', muted: false } },
      ['ada always'],
    ],
    [
      'in mode named a conversation does not go on by itself',
      { ...talking, rules: { mode: 'named', muted: false } },
      [],
    ],
    [
      'in mode mentioned a name is not enough',
      { named: ['ada'], rules: { mode: 'mentioned', muted: false } },
      [],
    ],
    [
      'in mode mentioned a reply is',
      {
        message: { replyTo: { messageId: '2' } },
        repliedTo: { characterId: 'ada' },
        rules: { mode: 'mentioned', muted: false },
      },
      ['ada replied-to'],
    ],
  ];
  for (const [says, change, expected] of table)
    test(says, () => assert.deepEqual(speakers(change), expected));
});

describe('why nobody answers', () => {
  const table: [string, Change][] = [
    ['not-addressed', {}],
    ['bot-author', { message: { author: { id: '7', name: 'Beep', kind: 'bot' }, mentionsSelf: true } }],
    ['bot-author', { message: { author: { id: '7', name: 'Hook', kind: 'webhook' } }, named: ['ada'] }],
    ['ignored-author', { settings: { ...settings, ignoredPeople: ['7'] }, named: ['ada'] }],
    ['channel-off', { rules: { mode: 'off', muted: false }, named: ['ada'] }],
    ['muted', { rules: { mode: 'always', muted: true } }],
    ['missed', { delayMs: settings.catchUp + 1, named: ['ada'] }],
    ['intent-missing', { message: { textWithheld: true, text: '' } }],
    ['empty', { message: { text: ' ' } }],
    ['over-length', { message: { text: 'a'.repeat(4_001) } }],
    ['no-character', { present: [] }],
    ['rate-limited', { named: ['ada', 'finn'], askedLately: 19 }],
  ];
  for (const [expected, change] of table) test(expected, () => assert.equal(outcome(change), expected));

  test('other bots are answered when the owner wants it', () => {
    const author = { id: '7', name: 'Beep', kind: 'bot' as const };
    assert.equal(
      outcome({ message: { author }, named: ['ada'], settings: { ...settings, answerBots: true } }),
      'answered',
    );
  });
});

test('a message that is not addressed names the quietest mode in which it would be answered', () => {
  const modes: [Change, string][] = [
    [{ named: ['ada'], rules: { mode: 'mentioned', muted: false } }, 'named'],
    [{ ...talking, rules: { mode: 'named', muted: false } }, 'conversational'],
    [{ rules: { mode: 'conversational', muted: false } }, 'always'],
    [{ named: ['ada'], rules: { mode: 'off', muted: false } }, 'named'],
  ];
  for (const [change, expected] of modes) {
    const verdict = address(view(change));
    assert.equal(verdict.kind === 'silent' ? verdict.ending.remedy?.instead : undefined, expected);
  }
});

test('the mode a remedy names always changes the outcome', () => {
  for (const mode of channelModes) {
    for (const named of [[], ['ada'], ['zoe']]) {
      for (const lastAnswer of [undefined, talking.lastAnswer]) {
        const change: Change = { named, lastAnswer, rules: { mode, muted: false } };
        const verdict = address(view(change));
        if (verdict.kind === 'answer') continue;
        const { remedy } = verdict.ending;
        assert.equal(remedy?.setting, 'channel.mode');
        const mended = channelModes.find((other) => other === remedy.instead);
        assert.ok(mended);
        assert.equal(address(view({ ...change, rules: { mode: mended, muted: false } })).kind, 'answer');
      }
    }
  }
});
