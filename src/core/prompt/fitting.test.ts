import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ada, all, compose, estimateTokens, line } from '../../../test/support/prompts.ts';
import type { SourcedSection } from './sections.ts';
import { createSteadiness } from './steady-start.ts';

describe('the window', () => {
  const talk = Array.from({ length: 40 }, (_, index) =>
    line('Bo', `line ${index} ${'tick tock '.repeat(10)}`),
  );

  test('what does not fit is left out and said so: examples first, then the oldest talk', () => {
    const { parts, messages } = compose({ talk, budgetTokens: 700 });
    const left = parts.filter(({ dropped }) => dropped === true);
    assert.ok(left.some(({ title }) => title.startsWith('Example')));
    assert.ok(estimateTokens(messages) <= 700, `${estimateTokens(messages)} tokens`);
    assert.ok(all(messages).includes('line 39'));
    assert.ok(!all(messages).includes('line 0 '));
  });

  test('the oldest talk goes in steps, so that what stays begins alike for some turns', () => {
    const begins = Array.from({ length: 30 }, (_, turn) => {
      const { messages, parts } = compose({ talk: talk.slice(0, 11 + turn), budgetTokens: 900 });
      assert.ok(estimateTokens(messages) <= 900);
      return parts.find(({ source, dropped }) => source === 'history' && !dropped)?.text;
    });
    assert.ok(new Set(begins).size <= 12, `${new Set(begins).size} beginnings`);
  });

  test('what silences a text of the card takes its place', () => {
    const silence = (...silences: ('instructions' | 'reminder')[]) =>
      all(
        compose({
          sections: [{ title: '', text: '', source: '', volatility: 'talk', priority: 0, silences }],
        }).messages,
      );
    assert.doesNotMatch(silence('instructions'), /Stay in character/);
    assert.match(silence('instructions'), /You are Ada[\s\S]*Short sentences/);
    assert.doesNotMatch(silence('reminder'), /Short sentences/);
  });

  test('examples go before any talk does', () => {
    const full = compose({ talk }).parts.reduce((sum, { tokens }) => sum + tokens, 0);
    const { parts } = compose({ talk, budgetTokens: full - 5 });
    assert.deepEqual(
      [...new Set(parts.filter(({ dropped }) => dropped).map(({ source }) => source))],
      ['character'],
    );
  });

  test('what slices add is cut to its share before the talk is touched, the least important first', () => {
    const section = (title: string, priority: number): SourcedSection => ({
      ...{ title, priority, source: 'memory', volatility: 'talk' },
      text: Array.from({ length: 40 }, (_, index) => `${title} number ${index} is told in a line.`).join(
        '\n',
      ),
    });
    const sections = [section('Weighty', 1), section('Slight', 5)];
    const { parts, messages } = compose({ talk, sections, budgetTokens: 1_000, addedPercent: 50 });
    const [weighty, slight] = parts.filter(({ source }) => source === 'memory');
    assert.equal(weighty?.cut ?? weighty?.dropped, undefined);
    assert.equal(slight?.cut, true);
    assert.match(slight?.text ?? '', /line\.$/);
    assert.match(slight?.because ?? '', /50 %/);
    assert.ok((weighty?.tokens ?? 0) + (slight?.tokens ?? 0) <= 500);
    assert.ok(estimateTokens(messages) <= 1_000);
    assert.ok(all(messages).includes('line 38 '), 'talk stays beside it');
    const none = compose({ talk, sections, budgetTokens: 1_000, addedPercent: 0 });
    assert.ok(none.parts.every(({ source, dropped }) => source !== 'memory' || dropped));
    const roomy = compose({ talk, sections, budgetTokens: 20_000, addedPercent: 0 });
    assert.ok(
      roomy.parts.every(({ dropped, cut }) => !dropped && !cut),
      'a share is for full prompts',
    );
  });

  test('a section with a budget ends at a line or a word; one of which nothing would be left is left out', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `Memory ${index} in a line.`).join('\n');
    const told = (text: string, budget: number) => {
      const section: SourcedSection = {
        title: 'M',
        text,
        budget,
        source: 'm',
        volatility: 'now',
        priority: 1,
      };
      return compose({ sections: [section] }).parts.find(({ source }) => source === 'm');
    };
    const cut = told(lines, 100);
    assert.ok(cut?.cut && cut.tokens <= 100 && cut.tokens > 80, `${cut?.tokens}`);
    assert.ok(lines.startsWith(`${cut.text}\n`));
    assert.match(cut.because ?? '', /100 tokens/);
    assert.match(told('word '.repeat(300), 60)?.text ?? '', /^(word )+word$/);
    const gone = told('x'.repeat(900), 60);
    assert.deepEqual([gone?.dropped, gone?.cut], [true, undefined]);
    assert.equal(told(lines, 9_000)?.cut, undefined);
  });

  test('what is answered stays, whoever spoke after it, and so does what the card says in the talk', () => {
    const character = { ...ada, depthPrompt: { text: 'Be calm.', depth: 3, role: 'system' as const } };
    const asked = talk.map((one, index) => ({ ...one, stays: index === 30 || index === 33 }));
    const { parts } = compose({ character, talk: asked, budgetTokens: 450 });
    const kept = parts.filter(({ dropped }) => !dropped).map(({ text }) => text);
    for (const stays of ['line 30 ', 'line 33 ', 'line 39 ', 'Be calm.'])
      assert.ok(
        kept.some((text) => text.includes(stays)),
        stays,
      );
    assert.ok(!kept.some((text) => text.includes('line 29 ')));
  });

  test('every part says why it is there, and other reasons why it is not', () => {
    const section: SourcedSection = {
      title: 'T',
      text: 'Noon.',
      source: 'c',
      volatility: 'now',
      priority: 1,
    };
    const said = { ...section, because: 'Bells rang.' };
    const { parts } = compose({ talk, sections: [section, said], budgetTokens: 900 });
    const whole = compose({ talk, sections: [section, said] }).parts;
    for (const part of [...parts, ...whole]) assert.match(part.because ?? '', /^[A-Z].*\.$/, part.title);
    assert.ok(parts.some(({ because }) => because === 'Bells rang.'));
    const reasons = (dropped: boolean) =>
      new Set(parts.filter((part) => (part.dropped ?? false) === dropped).map(({ because }) => because));
    assert.ok(reasons(true).size >= 2);
    assert.deepEqual([...reasons(true).intersection(reasons(false))], []);
  });

  test('examples go by halves, and come back only where there is much room', () => {
    const examples = Array.from({ length: 8 }, (_, index) => `Ada: Wind it daily, says clock ${index}.`);
    const steady = createSteadiness();
    const told = (lines: number, budgetTokens: number) =>
      compose({
        character: { ...ada, examples },
        talk: talk.slice(0, lines),
        budgetTokens,
        steady,
      }).parts.filter(({ title, dropped }) => title.startsWith('Example') && !dropped).length;
    assert.deepEqual(
      [told(1, 600), told(7, 600), told(15, 600), told(7, 600), told(1, 8_000)],
      [8, 4, 0, 0, 8],
    );
  });

  test('however small it is, the prompt fits, and the newest message stays', () => {
    for (const budgetTokens of [150, 250, 400, 800]) {
      const character = { ...ada, description: 'A long life. '.repeat(500) };
      const { messages } = compose({ character, talk: [line('Bo', 'Are you there?')], budgetTokens });
      assert.ok(all(messages).includes('Are you there?'));
      if (budgetTokens > 250)
        assert.ok(estimateTokens(messages) <= budgetTokens, `${estimateTokens(messages)} of ${budgetTokens}`);
    }
  });

  test('a card that is too long in several places fits, and so does a message longer than the window', () => {
    const long = 'A long life. 🕰 '.repeat(2_000);
    const character = { ...ada, description: long, personality: long, postHistoryInstructions: long };
    for (const text of ['Are you there?', `Are you there? ${long}`]) {
      for (const budgetTokens of [500, 1_200]) {
        const { messages, parts } = compose({ character, talk: [line('Bo', text)], budgetTokens });
        assert.ok(estimateTokens(messages) <= budgetTokens, `${estimateTokens(messages)} of ${budgetTokens}`);
        assert.ok(all(messages).includes('Are you there?'));
        assert.ok(all(messages).includes('You are Ada, one of the people in a chat.'));
        assert.ok(all(messages).isWellFormed());
        assert.ok(parts.some(({ title, cut }) => title === 'Description' && cut === true));
      }
    }
  });

  test('comes to an end even where nothing at all is counted as more than the window', () => {
    const { messages } = compose({ estimateTokens: () => 9_000, budgetTokens: 500 });
    assert.equal(messages.at(0)?.role, 'system');
  });

  test('every part is counted', () => {
    const { parts, messages, reckoned } = compose({ talk });
    assert.deepEqual(reckoned, { promptTokens: estimateTokens(messages), budgetTokens: 8_000 });
    const counted = parts.reduce((sum, { tokens }) => sum + tokens, 0);
    assert.ok(Math.abs(counted - estimateTokens(messages)) / counted < 0.15);
  });
});

describe('what leads up to the talk', () => {
  const talk = Array.from({ length: 40 }, (_, index) =>
    line('Bo', `line ${index} ${'tick tock '.repeat(10)}`),
  );
  const section: SourcedSection = {
    ...{ title: 'Before', source: 's', volatility: 'talk', priority: 1, place: 'after-examples' },
    text: 'Before it all.',
    leadsUp: [10, 20, 30, 39].map((index) => ({
      to: talk[index]?.messageId ?? '',
      text: `Before line ${index}. ${'And more. '.repeat(index)}`,
    })),
  };

  test('reaches to where the talk begins, whatever fits', () => {
    for (const [budgetTokens, least] of [
      [8_000, -1],
      [1_300, 0],
      [900, 0],
      [500, 0],
    ] as const) {
      const { messages, parts } = compose({ talk, sections: [section], budgetTokens });
      const text = all(messages);
      const first = Number(/line (\d+) tick/.exec(text)?.[1]);
      const reaches = Number(/Before line (\d+)\./.exec(text)?.[1] ?? -1);
      if (first === 0) assert.equal(reaches, -1);
      else assert.ok(reaches >= first && reaches < first + 10, `${reaches} beside a talk from ${first}`);
      assert.ok(reaches >= least);
      assert.ok(estimateTokens(messages) <= budgetTokens);
      assert.equal(parts.filter(({ title }) => title === 'Before').length, 1);
    }
  });

  test('is not there while the talk is whole and nothing was said before', () => {
    const { parts } = compose({ talk, sections: [{ ...section, text: '' }] });
    assert.ok(parts.every(({ title }) => title !== 'Before'));
    const cut = compose({ talk, sections: [{ ...section, text: '' }], budgetTokens: 900 });
    assert.match(all(cut.messages), /Before line \d+/);
  });

  test('stays the same for some turns, as the talk does', () => {
    const steady = createSteadiness();
    const told = Array.from({ length: 25 }, (_, turn) => {
      const { parts } = compose({
        talk: talk.slice(0, 15 + turn),
        sections: [section],
        budgetTokens: 900,
        steady,
      });
      return parts.find(({ title }) => title === 'Before')?.text;
    });
    assert.ok(new Set(told).size <= 4, `${new Set(told).size} texts`);
  });
});
