import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from './discord/index.ts';
import { type FakeOllama, type FakeOllamaOptions, startFakeOllama } from './ollama/index.ts';
import { type FakeOpenai, type FakeOpenaiOptions, startFakeOpenai } from './openai/index.ts';

export * from './discord/index.ts';
export type { ModelError, ModelRequest, ModelScript, Responder, ScriptedCall } from './model-script.ts';
export * from './ollama/index.ts';
export * from './openai/index.ts';

/** The whole outside of Acore, running. */
export interface Fakes extends AsyncDisposable {
  discord: FakeDiscord;
  openai: FakeOpenai;
  ollama: FakeOllama;
  close(): Promise<void>;
}

/** How each of the fakes begins. */
export interface FakesOptions {
  discord?: FakeDiscordOptions;
  openai?: FakeOpenaiOptions;
  ollama?: FakeOllamaOptions;
}

/** Starts the fake Discord and both fake model servers. */
export async function startFakes(options: FakesOptions = {}): Promise<Fakes> {
  const [discord, openai, ollama] = await Promise.all([
    startFakeDiscord(options.discord),
    startFakeOpenai(options.openai),
    startFakeOllama(options.ollama),
  ]);
  const close = async () => {
    await Promise.all([discord.close(), openai.close(), ollama.close()]);
  };
  return { discord, openai, ollama, close, [Symbol.asyncDispose]: close };
}
