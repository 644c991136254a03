/**
 * Acore starts as it will be started, beside the fake Discord and a fake model, answers in a channel, and stops.
 * `tools/prepare.ts` runs it in a process of its own: at the end of that the launcher keeps what was compiled.
 */
import { on, once } from 'node:events';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakes } from '../test/fakes/index.ts';

/** The first answer in a place takes other ways than the second. */
const answers = 3;

await using fakes = await startFakes();
using data = mkdtempDisposableSync(join(tmpdir(), 'acore-rehearsal-'));
const { discord, openai, ollama } = fakes;
openai.respondWith(() => 'Well met, traveller.');
Object.assign(process.env, {
  ACORE_DATA: data.path,
  ACORE_MODEL: 'openai/rehearsed',
  DISCORD_API_URL: discord.api,
  DISCORD_TOKEN: discord.bot.token,
  OLLAMA_HOST: ollama.base,
  OPENAI_BASE_URL: openai.base,
  PORT: '0',
});

process.argv.splice(2, Number.POSITIVE_INFINITY, 'start');
const ready = once(discord.signals, 'session');
const started = import(new URL('../bin/acore.js', import.meta.url).href);
await ready;
for (let answer = 0; answer < answers; answer += 1) {
  const said = answered();
  discord.alice.say(discord.channels.text, `${discord.bot.mention} who goes there?`);
  await said;
}
process.emit('SIGTERM');
await started;

async function answered(): Promise<void> {
  for await (const [{ webhookId, authorId }] of on(discord.signals, 'message'))
    if (webhookId !== undefined || authorId === discord.bot.id) return;
}
