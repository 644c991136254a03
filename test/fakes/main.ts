import { once } from 'node:events';
import { type Fakes, startFakes } from './index.ts';

// Listened for before anybody can know that it runs.
const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), launcherGone()]);
const fakes = await startFakes();
console.log(process.argv.includes('--json') ? JSON.stringify(summaryOf(fakes)) : readable(fakes));
await told;
await fakes.close();
process.exit(0);

// The shell between npm and this process dies of a signal without passing it on: what is left to see is a new parent.
function launcherGone(): Promise<void> {
  const launcher = process.ppid;
  return new Promise((resolve) => {
    if (process.env['npm_lifecycle_event'] !== 'fakes') return;
    setInterval(() => process.ppid === launcher || resolve(), 100);
  });
}

function summaryOf({ discord, openai, ollama }: Fakes): object {
  const { alice, bob, bot } = discord;
  return {
    base: discord.base,
    api: discord.api,
    alice: { id: alice.id, token: alice.token },
    bob: { id: bob.id, token: bob.token },
    app: { id: discord.app.id },
    bot: { id: bot.id, token: bot.token },
    guild: discord.guild,
    channels: discord.channels,
    openai: { base: openai.base },
    ollama: { base: ollama.base },
  };
}

function readable({ discord, openai, ollama }: Fakes): string {
  return [
    'A fake Discord, OpenAI and Ollama are listening. Ctrl+C stops them.',
    '',
    `  DISCORD_API_URL=${discord.api}`,
    `  DISCORD_TOKEN=${discord.bot.token}`,
    `  OPENAI_BASE_URL=${openai.base}`,
    `  OLLAMA_HOST=${ollama.base}`,
    '',
    `  guild ${discord.guild}`,
    ...Object.entries(discord.channels).map(([name, id]) => `  ${name.padEnd(6)} ${id}`),
    '',
    'Say something as alice:',
    `  curl -H 'Authorization: ${discord.alice.token}' -H 'Content-Type: application/json' \\`,
    `    -d '{"content":"hello"}' ${discord.api}/v10/channels/${discord.channels.text}/messages`,
  ].join('\n');
}
