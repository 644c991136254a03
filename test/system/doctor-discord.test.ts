import { describe, test } from 'node:test';
import type { Fakes } from '../fakes/index.ts';
import { assertNamed, furnish, listener, type Seed } from './doctor-seeds.ts';

const permission = (
  name: Parameters<Fakes['discord']['setPermissions']>[2],
  says: RegExp,
  state: Seed['state'],
): Seed => ({
  what: `a channel without ${Object.keys(name).join()}`,
  wrong: ({ fakes: { discord } }) => discord.setPermissions(discord.channels.second, discord.bot.id, name),
  name: 'Permissions in #second',
  state,
  says,
  fix: /^In #second: Edit Channel → Permissions → the bot's role → allow “/,
});

const onDiscord: Seed[] = [
  {
    what: 'a token that cannot be one',
    wrong: ({ env }) => Object.assign(env, { DISCORD_TOKEN: `Bot ${env['DISCORD_TOKEN']}` }),
    name: 'Settings',
    state: 'failed',
    says: /^discord\.token: This is no bot token: .* Copy it again from https:/,
    fix: /^Change it in the environment variable DISCORD_TOKEN/,
  },
  {
    what: 'a token that Discord does not accept',
    wrong: ({ env }) => Object.assign(env, { DISCORD_TOKEN: 'of.another.bot' }),
    name: 'Discord token',
    state: 'failed',
    says: /does not accept the bot token/,
    fix: /^Reset it on https:\/\/discord\.com\/developers\/applications .* set DISCORD_TOKEN/,
  },
  {
    what: 'a Discord that cannot be reached',
    wrong: ({ env }) => Object.assign(env, { DISCORD_API_URL: 'http://127.0.0.1:9/api' }),
    name: 'Discord',
    state: 'failed',
    says: /could not be reached/,
    fix: /connection of this machine and at https:\/\/discordstatus\.com/,
  },
  {
    what: 'a Discord with its version in the address',
    wrong: ({ env }) => Object.assign(env, { DISCORD_API_URL: `${env['DISCORD_API_URL']}/v10` }),
    name: 'Discord',
    state: 'failed',
    says: /^What answers at 127\.0\.0\.1:\d+ is not Discord's API\.$/,
    fix: /^Leave out DISCORD_API_URL .* without its version/,
  },
  {
    what: 'a page where Discord should be',
    async wrong(site) {
      const port = await listener(site, (_request, response) => response.end('<!doctype html>'));
      Object.assign(site.env, { DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    },
    name: 'Discord',
    state: 'failed',
    says: /is not Discord's API/,
    fix: /^Leave out DISCORD_API_URL/,
  },
  {
    what: 'a Discord in trouble',
    wrong: ({ fakes }) => fakes.discord.faults.fail({ method: 'GET', status: 503 }),
    name: 'Discord',
    state: 'failed',
    says: /trouble of its own \(503\)/,
    fix: /discordstatus\.com/,
  },
  {
    what: 'the Message Content intent that is not enabled',
    fakes: { discord: { privilegedIntents: { messageContent: false } } },
    wrong() {},
    name: 'Intent Message Content',
    state: 'failed',
    says: /It is off, so only messages that mention the bot/,
    fix: /^Enable “Message Content Intent” on https:\/\/discord\.com\/developers\/applications\/\d+\/bot and restart/,
  },
  {
    what: 'a bot that is in no server',
    wrong: ({ fakes: { discord } }) => discord.removeMember(discord.bot.id),
    name: 'Discord servers',
    state: 'warning',
    says: /in no server yet/,
    fix: /^Invite the bot: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=\d+$/,
  },
  permission({ VIEW_CHANNEL: false }, /“View Channel” is not allowed .*It is left alone/, 'failed'),
  permission({ SEND_MESSAGES: false }, /“Send Messages” is not allowed .*Nobody is answered there/, 'failed'),
  permission(
    { MANAGE_WEBHOOKS: false },
    /“Manage Webhooks” is not allowed .*speak there as the bot/,
    'warning',
  ),
  permission({ READ_MESSAGE_HISTORY: false }, /“Read Message History” is not allowed/, 'warning'),
  {
    what: 'a channel full of webhooks',
    wrong({ fakes: { discord } }) {
      for (let index = 0; index < 15; index += 1)
        discord.alice.createWebhook(discord.channels.second, `Other ${index}`);
    },
    name: 'Webhooks in #second',
    state: 'warning',
    says: /15 webhooks and none is Acore's/,
    fix: /Integrations → Webhooks → delete one/,
  },
  {
    what: 'portraits that Discord does not keep',
    wrong: ({ fakes: { discord } }) =>
      discord.faults.refuse({ path: /\/emojis$/, status: 403, code: 50_013, message: 'Missing Permissions' }),
    name: 'Portraits on Discord',
    state: 'warning',
    says: /does not list the application's emoji/,
    fix: /set discord\.portraits to webhooks/,
  },
  {
    what: 'an application with no room for portraits',
    wrong({ fakes: { discord } }) {
      const emoji = { animated: false, bytes: Buffer.alloc(0), contentType: 'image/png' };
      for (let index = 0; index < 2_000; index += 1)
        discord.app.emojis.set(`${9_000 + index}`, {
          ...emoji,
          id: `${9_000 + index}`,
          name: `other_${index}`,
        });
    },
    name: 'Portraits on Discord',
    state: 'warning',
    says: /0 of 10\. The application has 2000 emoji, and there is no room/,
    fix: /^Delete emoji .*discord\.portraits to webhooks/,
  },
  {
    what: 'a bot that was invited without its commands',
    wrong: ({ fakes: { discord } }) =>
      discord.faults.refuse({
        path: /\/guilds\/\d+\/commands$/,
        status: 403,
        code: 50_001,
        message: 'Missing Access',
      }),
    name: 'Commands in “The Test Guild”',
    state: 'failed',
    says: /invited without “applications\.commands”/,
    fix: /^Invite it once more .*scope=bot\+applications\.commands/,
  },
  {
    what: 'commands for a server that the bot is not in',
    wrong: ({ config }) => config('discord: { commandsGuild: "123456789012345678" }'),
    name: 'Discord commands',
    state: 'failed',
    says: /not in the server 123456789012345678/,
    fix: /^Set discord\.commandsGuild/,
  },
  {
    what: 'commands that are not those of this version',
    wrong: ({ fakes }) => furnish(fakes, [{ name: 'old', description: 'It is gone.' }]),
    name: 'Discord commands',
    state: 'warning',
    says: /lists others than this version has/,
    fix: /^Start Acore/,
  },
  {
    what: 'a role that exists nowhere',
    wrong: ({ config }) => config('discord: { managerRole: Keepers }'),
    name: 'Manager role',
    state: 'warning',
    says: /There is no role “Keepers” in any of the bot's servers/,
    fix: /^Set discord\.managerRole/,
    // Commands are declared in another way when a role may use them.
    besides: /^Discord commands$/,
  },
];

describe('the doctor', { concurrency: 2 }, () => {
  for (const seed of onDiscord) test(`names ${seed.what}`, () => assertNamed(seed));
});
