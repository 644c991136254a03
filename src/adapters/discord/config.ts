import { z } from 'zod';

const pluralKit = '466378653216014359';
const tupperbox = '431544605209788416';

const snowflake = z
  .string('must be an id, for example "466378653216014359"')
  .regex(/^\d{5,20}$/, 'must be an id, for example "466378653216014359"');

/** How Acore lives on Discord. */
export const discordConfig = z.strictObject({
  token: z
    .string()
    .trim()
    .regex(
      /^[\w.-]+$/,
      'This is no bot token: one has letters, digits, dots and dashes only. Copy it again from https://discord.com/developers/applications (your application, Bot).',
    )
    .optional()
    .describe('The bot token. Without one Acore opens the playground instead. Best set as DISCORD_TOKEN.'),
  apiUrl: z
    .url({
      protocol: /^https?$/,
      error: 'This is not a web address; write for example "https://discord.com/api".',
    })
    .default('https://discord.com/api')
    .describe('Where the Discord API is, without its version; another address is for tests.'),
  requestsPerSecond: z
    .int()
    .min(1)
    .max(10_000)
    .default(50)
    .describe('How many requests are made in a second at most. Discord allows a bot 50.'),
  proxyApplications: z
    .array(snowflake)
    .default([pluralKit, tupperbox])
    .describe(
      'Applications whose webhooks speak for people, so that these are answered like people (PluralKit, Tupperbox).',
    ),
  managerRole: z
    .string()
    .min(1)
    .optional()
    .describe('The id or name of a role that may change settings, as Manage Server may.'),
  portraits: z
    .enum(['auto', 'emoji', 'webhooks', 'none'])
    .default('auto')
    .describe(
      'How characters get their portraits: kept as emoji of the application, or as the pictures of webhooks ' +
        '(one for each character, at most 15 in a channel); auto takes emoji where they work.',
    ),
  memberList: z
    .boolean()
    .default(false)
    .describe(
      'Keeps in memory who is in each server, with their roles, so that more of what is remembered may be told. ' +
        'Needs the privileged intent Server Members.',
    ),
  commandsGuild: snowflake
    .optional()
    .describe('Registers the commands in this one server only, where changes show at once. For development.'),
});
export type DiscordSettings = z.infer<typeof discordConfig>;
