import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, type Message, Partials } from 'discord.js';
import type { FakeDiscord } from './index.ts';

/** The intents a chatting bot wants. */
export const chatIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.GuildMessageTyping,
];

/** Logs the real discord.js client in at a fake Discord and waits until it is ready. */
export async function login(
  world: FakeDiscord,
  intents: GatewayIntentBits[] = chatIntents,
  token = world.bot.token,
): Promise<Client<true>> {
  const client = new Client({
    intents,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api: world.api, version: '10', cdn: world.base },
  });
  const ready = once(client, Events.ClientReady);
  await client.login(token);
  await ready;
  if (!client.isReady()) throw new Error('the client says it is ready but is not');
  return client;
}

/** The next message the client hears. */
export async function nextMessage(client: Client): Promise<Message> {
  const [message] = await once(client, Events.MessageCreate);
  return message as Message;
}
