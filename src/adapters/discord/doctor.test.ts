import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeAdapter } from '../../../test/contracts/discord-world.ts';
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  startFakeDiscord,
} from '../../../test/fakes/discord/index.ts';
import type { Check } from '../../core/ports/health.ts';

async function examined(
  prepare: (world: FakeDiscord) => void = () => {},
  options: FakeDiscordOptions = {},
  settings = {},
): Promise<Check[]> {
  const world = await startFakeDiscord(options);
  prepare(world);
  try {
    return await makeAdapter(world, { settings }).adapter.checks();
  } finally {
    assert.equal(world.gateway.counts.identifies, 0, 'doctor must not log in');
    await world.close();
  }
}

const notOk = (checks: Check[]) => checks.filter(({ state }) => state !== 'ok' && state !== 'skipped');

describe('the doctor on Discord', () => {
  test('finds nothing wrong where nothing is', async () => {
    assert.deepEqual(notOk(await examined()), []);
  });

  const wrong: [string, Parameters<typeof examined>, Check['state'], RegExp][] = [
    [
      'a wrong token',
      [undefined, {}, { token: 'wrong' }],
      'failed',
      /Discord token: .*does not accept.*Reset it/,
    ],
    [
      'a missing intent',
      [undefined, { privilegedIntents: { messageContent: false } }],
      'failed',
      /Message Content: .*is off.*developers\/applications\/\d+\/bot/,
    ],
    [
      'a missing list of members',
      [undefined, { privilegedIntents: { members: false } }, { memberList: true }],
      'warning',
      /Server Members: .*has no effect.*developers\/applications\/\d+\/bot/,
    ],
    [
      'a channel without webhooks',
      [(world) => world.setPermissions(world.channels.second, world.bot.id, { MANAGE_WEBHOOKS: false })],
      'warning',
      /#second: “Manage Webhooks” is not allowed.*#second: Edit Channel/,
    ],
    [
      'a channel without speech',
      [(world) => world.setPermissions(world.channels.text, world.guild, { SEND_MESSAGES: false })],
      'failed',
      /#general: “Send Messages” is not allowed/,
    ],
    [
      'a hidden channel',
      [(world) => world.setPermissions(world.channels.text, world.bot.id, { VIEW_CHANNEL: false })],
      'failed',
      /#general: “View Channel” is not allowed/,
    ],
    [
      'unreadable history',
      [(world) => world.setPermissions(world.channels.text, world.bot.id, { READ_MESSAGE_HISTORY: false })],
      'warning',
      /#general: “Read Message History” is not allowed/,
    ],
    [
      'a channel full of webhooks',
      [
        (world) => {
          for (let index = 0; index < 15; index += 1)
            world.alice.createWebhook(world.channels.text, `Other ${index}`);
        },
      ],
      'warning',
      /Webhooks in #general: .*15 webhooks.*delete one/,
    ],
    [
      'a bot in no server',
      [(world) => world.realm.state.guilds.get(world.guild)?.members.delete(world.bot.id)],
      'warning',
      /in no server yet.*oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=\d+/,
    ],
    [
      'few logins left',
      [
        (world) =>
          world.faults.fail({
            path: '/gateway/bot',
            status: 200,
            body: {
              url: '',
              shards: 1,
              session_start_limit: { total: 1000, remaining: 3, reset_after: 7_200_000, max_concurrency: 1 },
            },
          }),
      ],
      'warning',
      /Only 3 of 1000 logins.*wait 2 hours/,
    ],
    [
      'a server in trouble',
      [(world) => world.faults.fail({ status: 503 })],
      'failed',
      /Discord: .*trouble of its own/,
    ],
    ['no connection', [(world) => world.faults.cut()], 'failed', /Discord: .*could not be reached.*Look at/],
  ];
  for (const [what, given, state, says] of wrong) {
    test(`names ${what}`, async () => {
      const found = notOk(await examined(...given));
      const texts = found.map((check) => `${check.name}: ${check.says} ${check.fix}`);
      const fitting = texts.findIndex((text) => says.test(text));
      assert.ok(fitting >= 0, texts.join('\n'));
      assert.equal(found[fitting]?.state, state);
      assert.equal(found.length, 1, texts.join('\n'));
    });
  }
});
