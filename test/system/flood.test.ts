import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startWorld } from './harness.ts';

const channels = 500;
const perChannel = 20;

/** Discord allows 50 requests a second; here the fake allows more, so that the flood measures Acore. */
const config = `
discord: { requestsPerSecond: 10000 }
conversation: { perPersonPerMinute: 100000, burst: 0s }
storage: { synchronous: normal }
`;

test('10,000 messages over 500 channels at once: each has one receipt, no channel starves, memory stays bounded', async (context) => {
  await using world = await startWorld({ config, fakes: { discord: { settings: { keepRequests: 1_000 } } } });
  const { discord, openai } = world.fakes;
  openai.respondWith(() => ({ chunks: ['Fine.'] }));
  const rooms = Array.from({ length: channels }, (_, index) => discord.addChannel(`flood-${index}`));
  const people = Array.from({ length: perChannel }, (_, index) => discord.addMember(`person-${index}`));

  const receipts = new Map<string, string>();
  /** How many answers there were in all when the last channel had its first. */
  let answersByThen = 0;
  let answers = 0;
  const answered = new Set<string>();
  const finished = Promise.withResolvers<void>();
  const startedAt = performance.now();
  let lanes = 0;
  world.app.events.listen((event) => {
    if (event.kind !== 'receipt') return;
    const { receipt } = event;
    assert.ok(!receipts.has(receipt.messageId), `${receipt.messageId} has two receipts`);
    receipts.set(receipt.messageId, receipt.outcome);
    lanes = Math.max(lanes, world.app.conversation.load().lanes);
    if (receipt.outcome === 'answered') {
      answers += 1;
      if (!answered.has(receipt.place.channelId)) answersByThen = answers;
      answered.add(receipt.place.channelId);
    }
    if (receipts.size === channels * perChannel) finished.resolve();
  });

  const before = process.memoryUsage().heapUsed;
  for (const [round, person] of people.entries()) {
    for (const room of rooms)
      person.say(room, round % 4 === 0 ? 'Ilde, are you there?' : 'just talking to myself');
  }
  await finished.promise;
  await world.app.conversation.idle();
  const tookMs = performance.now() - startedAt;

  assert.equal(receipts.size, channels * perChannel);
  const outcomes = Object.groupBy([...receipts.values()], (outcome) => outcome);
  const counts = Object.fromEntries(Object.entries(outcomes).map(([outcome, all]) => [outcome, all?.length]));
  assert.deepEqual(Object.keys(counts).toSorted(), ['answered', 'not-addressed']);
  assert.equal(counts['answered'], (channels * perChannel) / 4);
  assert.equal(answered.size, channels, 'a channel got no answer');
  assert.ok(answersByThen <= channels * 2, `${answersByThen} answers before the last channel had its first`);
  collectGarbage();
  const grownMb = (process.memoryUsage().heapUsed - before) / 1e6;
  assert.ok(grownMb < 200, `the heap grew by ${grownMb.toFixed(0)} MB, fakes included`);
  context.diagnostic(
    `${Math.round(tookMs)} ms, every channel answered once after ${answersByThen} answers, ${lanes} lanes, heap +${grownMb.toFixed(0)} MB; ${JSON.stringify(counts)}`,
  );
});

/** Only what is still held counts as memory that grew. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
