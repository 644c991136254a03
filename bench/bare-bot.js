// The baseline: the smallest discord.js bot that echoes a mention. Kept free of everything else on purpose, and
// plain JavaScript, so that it does not pay for the type stripper and so flatter whatever stands beside it.
import { Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    GatewayIntentBits.MessageContent,
  ],
  rest: {
    api: process.env['DISCORD_API_URL'] ?? 'https://discord.com/api',
    version: '10',
    globalRequestsPerSecond: Number(process.env['REQUESTS_PER_SECOND'] ?? 50),
  },
});

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot || client.user === null || !message.mentions.has(client.user)) return;
  await message.channel.send({ content: `You said: ${message.content}`, allowedMentions: { parse: [] } });
});

process.on('SIGTERM', () => {
  void client.destroy().then(() => process.exit(0));
});

await client.login(process.env['DISCORD_TOKEN']);
