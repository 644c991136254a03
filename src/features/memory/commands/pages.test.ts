import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openMemory } from '../../../../test/support/memory.ts';
import { fitsButton } from '../../../core/commands/buttons.ts';
import { pageOf } from './pages.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('a page of what a command shows', () => {
  const asked = (page: number | undefined, input = {}) => ({ page, command: 'profile', input });

  test('says how much more there is, and leads there with what was asked', () => {
    const { shown, more, buttons } = pageOf(
      numbers(32),
      asked(undefined, { person: 'Bo Bee', page: undefined }),
    );
    assert.deepEqual([shown.length, more], [15, ['… and 17 more: `/profile person:"Bo Bee" page:2`']]);
    assert.deepEqual(buttons, [{ label: 'More', command: 'profile', input: { person: 'Bo Bee', page: 2 } }]);
    assert.deepEqual(pageOf(numbers(32), asked(3)), { shown: [30, 31], more: [], buttons: [] });
    assert.deepEqual(pageOf(numbers(16), asked(1), false).more, ['… and more: `/profile page:2`']);
    assert.deepEqual(pageOf([], asked(1)), { shown: [], more: [], buttons: [] });
  });

  test('that is not there is refused, with the last one', () => {
    assert.throws(() => pageOf(numbers(31), asked(4)), /no page 4; the last is 3/);
  });

  test('has no button that a host could not keep', () => {
    const { more, buttons } = pageOf(numbers(20), asked(1, { person: 'x'.repeat(95) }));
    assert.equal(buttons.length, 0);
    assert.match(more.join(), /page:2/);
    assert.ok(fitsButton({ command: 'profile', input: { person: 'x'.repeat(60) } }));
  });
});

test('list, profile and changes are all paged alike, each page to be pressed for', async (context) => {
  const { use } = await openMemory(context);
  for (let year = 1950; year < 1970; year += 1)
    await use('memory remember', { text: `I like the songs of ${year}` });
  for (const command of ['memory list', 'profile', 'memory changes']) {
    const first = await use(command);
    const [button] = first.buttons ?? [];
    assert.ok(button !== undefined && button.command === command, command);
    assert.match(first.text, /… and (?:5 )?more: `\//, command);
    const second = await use(command, button.input);
    const songs = (text: string) => new Set(text.match(/songs of \d{4}/g));
    assert.equal(songs(first.text).size, 15, command);
    assert.equal(songs(second.text).size, 5, command);
    assert.ok(songs(first.text).isDisjointFrom(songs(second.text)), command);
    assert.deepEqual(second.buttons, [], command);
  }
});
