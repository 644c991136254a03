import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createSpeechFilter } from './speech-filter.ts';

const names = { ownNames: ['Maren Vale', 'Maren'], otherNames: ['Bo', 'Ada Lund', 'Juno', '猫さん'] };

function filtered(pieces: string[]): { text: string; cut: boolean } {
  const filter = createSpeechFilter(names);
  let text = '';
  for (const piece of pieces) {
    const before = filter.takenBack;
    const given = filter.push(piece);
    text = filter.takenBack > before ? given : text + given;
  }
  text += filter.end();
  return { text, cut: filter.cut };
}

const cases: [title: string, raw: string, text: string, cut?: boolean][] = [
  ['leaves prose alone', 'I told Bo: stay. And he *stayed*.', 'I told Bo: stay. And he *stayed*.'],
  [
    'leaves lists alone',
    'Two things.\nNote: tea.\n- Bo: red\n> Bo: quoted',
    'Two things.\nNote: tea.\n- Bo: red\n> Bo: quoted',
  ],
  [
    'leaves names that begin a line',
    'Bo is late.\nBobby: nobody of that name',
    'Bo is late.\nBobby: nobody of that name',
  ],
  ['leaves comparisons and hearts', '1 < 2 and I <3 you [sic] <b>x</b>', '1 < 2 and I <3 you [sic] <b>x</b>'],
  ['drops a thought', '<think>Hm, "Bo: hi".\n\n</think>\n\nHello.', 'Hello.'],
  [
    'drops variants of thoughts',
    '<Thinking time="3">a</THINKING>Yes.<reasoning>b</reasoning> No.',
    'Yes. No.',
  ],
  ['drops an unclosed thought', 'Well.\n<think>I should', 'Well.'],
  ['drops a stray end of a thought', '</think>Hello.', 'Hello.'],
  ['drops a thought whose beginning stood in the prompt', 'Hm. He greets.\n</think>\n\nHello.', 'Hello.'],
  ['drops a thought before its own name', 'Maren: I should.\n</think>Maren: Hello.', 'Hello.'],
  ['drops a token that was begun', 'Hello.<|im_e', 'Hello.'],
  ['drops its own name', 'Maren: Hello.', 'Hello.'],
  ['drops its own name in bold', '**Maren Vale:** Hello.', 'Hello.'],
  ['drops its own name in bold before a colon', '**Maren**: *nods* Hello.', '*nods* Hello.'],
  ['drops its own name in brackets', '[Maren] Hello.', 'Hello.'],
  ['drops a role and a name', 'assistant: Maren: Hello.', 'Hello.'],
  ['drops its own name with a direction', 'Maren (softly): Hello.', 'Hello.'],
  ['drops its own name on a later line', 'Hello.\nMaren: And sit.', 'Hello.\nAnd sit.'],
  ['keeps what begins with emphasis', '**Never** do that.', '**Never** do that.'],
  ['keeps a title that only begins like a name', 'Maren Valley: a poem', 'Maren Valley: a poem'],
  ['drops special tokens', 'Hello.<|im_end|>', 'Hello.'],
  ['ends with the turn', 'Hello.<|eot_id|>\nAnd then', 'Hello.'],
  ['drops the header of a turn', '<|im_start|>assistant\nHello.</s>', 'Hello.'],
  ['cuts at another turn', 'Hello.\n<|im_start|>user\nHi', 'Hello.', true],
  [
    'drops the analysis channel',
    '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Hello.',
    'Hello.',
  ],
  ['cuts where it speaks for somebody', 'Hello.\n\nBo: Hi Maren!\nMaren: So.', 'Hello.', true],
  ['cuts at bold names', 'Hello.\n**Ada Lund:** Hi!', 'Hello.', true],
  ['cuts at names in brackets', 'Hello.\n[Juno] Hi!', 'Hello.', true],
  ['cuts at a name with a direction', 'Hello.\nJuno (grinning): Hi!', 'Hello.', true],
  ['cuts at full-width colons', 'こんにちは。\n猫さん：やあ', 'こんにちは。', true],
  ['cuts at roles', 'Hello.\nHuman: and?', 'Hello.', true],
  ['cuts at once', 'User: and?', '', true],
  ['leaves links to names', '[Juno](https://example.org) is here.', '[Juno](https://example.org) is here.'],
  ['keeps paragraphs', 'One.\n\n  Two.\n', 'One.\n\n  Two.'],
];

describe('speech filter', () => {
  for (const [title, raw, text, cut = false] of cases) {
    test(title, () => assert.deepEqual(filtered([raw]), { text, cut }));
    test(`${title}, sign by sign`, () => assert.deepEqual(filtered(raw.split('')), { text, cut }));
  }

  test('any chunking of a text gives the same result', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<think>',
        '</think>',
        '<|im_end|>',
        '<|im_start|>',
        'user',
        'assistant',
        '\n',
        ' ',
        ':',
        '**',
        '[',
        ']',
      ),
      fc.constantFrom('Maren', 'Maren Vale', 'Bo', 'Ada Lund', 'Juno', '(', ')', '<', '>', '"', 'Hello', '*'),
      fc.string({ maxLength: 6 }),
    );
    const chunked = fc
      .tuple(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        fc.array(fc.nat(9), { maxLength: 60 }),
      )
      .map(([text, sizes]) => ({ text, pieces: cutUp(text, sizes) }));
    fc.assert(
      fc.property(chunked, ({ text, pieces }) => assert.deepEqual(filtered(pieces), filtered([text]))),
      { numRuns: 2_000 },
    );
  });

  test('holds nothing back that cannot become a mark', () => {
    const filter = createSpeechFilter(names);
    assert.equal(filter.push('The tide'), 'The tide');
    assert.equal(filter.push(' turns'), ' turns');
    assert.equal(filter.push('\nJu'), '');
    assert.equal(filter.push('st so'), '\nJust so');
  });
});

function cutUp(text: string, sizes: number[]): string[] {
  const pieces: string[] = [];
  let rest = text;
  for (const size of sizes) {
    pieces.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...pieces, rest];
}
