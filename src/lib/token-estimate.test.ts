import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTokenEstimate } from './token-estimate.ts';

const languages: Record<string, string> = {
  english:
    'The lighthouse keeper had not slept for three days, since the fog would not lift. Every night he counted the ships that passed, and wrote their names into a green book: "Anna", "Patience", 1904, 88.',
  german:
    'Der Leuchtturmwärter hatte seit drei Tagen nicht geschlafen, denn der Nebel wollte sich nicht heben. Jede Nacht zählte er die Schiffe und schrieb ihre Namen in ein grünes Buch.',
  russian:
    'Старый смотритель маяка не спал уже три дня, потому что туман никак не рассеивался. Каждую ночь он считал корабли и записывал их имена в зелёную книгу.',
  japanese:
    '灯台守は三日間眠っていなかった。霧が晴れなかったからだ。毎晩、通り過ぎる船を数え、その名前を緑の本に書き留めた。',
  korean:
    '등대지기는 사흘 동안 잠을 자지 못했다. 안개가 걷히지 않았기 때문이다. 매일 밤 그는 지나가는 배를 세었다.',
  chat: 'lol ok 😂😂 see u at 18:30?? https://example.com/a/b?c=12345 *nods* sure!! :) no_way... `x = 3.14159`',
};

interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Rules in the manner of real tokenisers: how words, numbers, signs and scripts fall into pieces. */
const rules: Record<string, (messages: readonly Message[]) => number> = {
  'merged words, numbers by threes, four a message': (messages) =>
    3 +
    sum(
      messages,
      ({ content }) => 4 + pieces(content, { word: 6.2, foreign: 2.6, cjk: 1.1, digits: 3, line: 1 }),
    ),
  'short pieces, digit by digit, a beginning and an end': (messages) =>
    1 +
    sum(
      messages,
      ({ content }) => 7 + pieces(content, { word: 3.7, foreign: 1.7, cjk: 1.7, digits: 1, line: 2 }),
    ),
  bytes: (messages) => sum(messages, ({ content }) => 2 + Math.ceil(Buffer.byteLength(content) / 3.4)),
};

interface PieceRule {
  word: number;
  foreign: number;
  cjk: number;
  digits: number;
  line: number;
}

function pieces(text: string, rule: PieceRule): number {
  let count = 0;
  for (const [part] of text.matchAll(
    /[a-zäöüß]+|\p{sc=Cyrillic}+|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]|\d+|\n+|[^\s\p{L}\d]/giu,
  )) {
    if (/^[a-z\xe4\xf6\xfc\xdf]/i.test(part)) count += Math.ceil(part.length / rule.word);
    else if (/^\p{sc=Cyrillic}/u.test(part)) count += Math.ceil(part.length / rule.foreign);
    else if (/^\d/.test(part)) count += Math.ceil(part.length / rule.digits);
    else if (/^\n/.test(part)) count += rule.line;
    else count += /^\p{L}/u.test(part) ? rule.cjk : 1;
  }
  return Math.ceil(count);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** A talk that grows, then loses its oldest lines, as prompts do. */
function* turnsOf(text: string): Generator<Message[]> {
  const messages: Message[] = [
    { role: 'system', content: `You are Ada.\n\n${languages['english']?.repeat(4) ?? ''}` },
  ];
  for (let turn = 0; turn < 30; turn++) {
    const from = (turn * 37) % Math.max(1, text.length - 60);
    const content = `${turn % 2 === 0 ? 'Bo: ' : ''}${text.slice(from, from + 30 + ((turn * 53) % 140))}`;
    messages.push({ role: turn % 2 === 0 ? 'user' : 'assistant', content });
    if (messages.length > 14) messages.splice(1, 1);
    yield [...messages];
  }
}

describe('token estimate', () => {
  for (const [rule, count] of Object.entries(rules)) {
    for (const [language, text] of Object.entries(languages)) {
      test(`is within 5 % after ten turns: ${language}, ${rule}`, () => {
        const estimate = createTokenEstimate();
        for (const [turn, messages] of [...turnsOf(text)].entries()) {
          const counted = count(messages);
          const error = Math.abs(estimate.estimate(messages) - counted) / counted;
          if (turn >= 10) assert.ok(error <= 0.05, `turn ${turn}: off by ${(error * 100).toFixed(1)} %`);
          estimate.observe(messages, counted);
        }
      });
    }
  }

  for (const [rule, count] of Object.entries(rules)) {
    test(`is still right after thousands of turns that are all alike, and for what they never held: ${rule}`, () => {
      const estimate = createTokenEstimate();
      const alike = [...turnsOf(languages['english'] ?? '')];
      const other = [...turnsOf(languages['russian'] ?? '')];
      for (const [turn, messages] of [...Array(100).fill(alike).flat(), ...other].entries()) {
        const counted = count(messages);
        const error = Math.abs(estimate.estimate(messages) - counted) / counted;
        const learning = turn < 10 || (turn >= 3_000 && turn < 3_010);
        assert.ok(error <= 0.05 || learning, `turn ${turn}: off by ${(error * 100).toFixed(1)} %`);
        estimate.observe(messages, counted);
      }
      assert.ok(estimate.estimate([{ content: '' }]) <= 24);
      for (const text of Object.values(languages)) {
        const messages: Message[] = [{ role: 'user', content: text }];
        const [guess, counted] = [estimate.estimate(messages), count(messages)];
        assert.ok(guess > counted / 2.5 && guess < counted * 2.5, `${guess} for ${counted}: ${text}`);
      }
    });
  }

  test('is of the right size before it has learned', () => {
    const estimate = createTokenEstimate();
    for (const text of Object.values(languages)) {
      const tokens = estimate.estimateText(text);
      assert.ok(tokens > text.length / 8 && tokens < text.length * 1.5, `${tokens} for ${text.length}`);
    }
    assert.equal(estimate.estimateText(''), 0);
  });

  test('does not believe a count that leaves out what was cached', () => {
    const estimate = createTokenEstimate();
    const messages = [{ content: languages['english'] ?? '' }];
    estimate.observe(messages, 60);
    const before = estimate.estimate(messages);
    estimate.observe(messages, 9);
    assert.equal(estimate.estimate(messages), before);
    assert.equal(estimate.observed, 1);
  });

  test('grows with the text', () => {
    const estimate = createTokenEstimate();
    estimate.observe([{ content: 'Hello.' }], 12);
    const lengths = [1, 10, 100].map((times) =>
      estimate.estimate([{ content: 'Hello there. '.repeat(times) }]),
    );
    assert.ok(lengths.every((length, index) => index === 0 || length > (lengths[index - 1] ?? 0)));
  });

  test('counts a prompt anew that has changed since', () => {
    const estimate = createTokenEstimate();
    const messages = [{ content: 'Hello.' }];
    const before = estimate.estimate(messages);
    messages.push({ content: 'Hello there, and welcome.' });
    assert.ok(estimate.estimate(messages) > before);
  });
});
