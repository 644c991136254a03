// The baseline: the smallest discord.js bot that echoes a mention. Kept free of everything else on purpose.
import { Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: {
    api: process.env['DISCORD_API_URL'] ?? 'https://discord.com/api',
    version: '10',
    globalRequestsPerSecond: Number(process.env['REQUESTS_PER_SECOND'] ?? 50),
  },
});

client.once(Events.ClientReady, () => console.log(JSON.stringify({ ready: true, rss: process.memoryUsage().rss })));

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot || client.user === null || !message.mentions.has(client.user)) return;
  await message.channel.sendTyping();
  await message.channel.send({ content: `You said: ${message.content}`, allowedMentions: { parse: [] } });
});

process.on('SIGTERM', () => {
  void client.destroy().then(() => process.exit(0));
});

await client.login(process.env['DISCORD_TOKEN']);
