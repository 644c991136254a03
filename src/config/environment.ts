/** Environment variables as Acore sees them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The few things everybody sets, and the settings that they are. */
export const settingsOfEnvironment: Readonly<Record<string, string>> = {
  DISCORD_TOKEN: 'discord.token',
  DISCORD_API_URL: 'discord.apiUrl',
  PORT: 'web.port',
  HOST: 'web.host',
  ACORE_PASSWORD: 'web.password',
  ACORE_MODEL: 'model.use',
  OPENAI_API_KEY: 'model.openai.apiKey',
  OPENAI_BASE_URL: 'model.openai.baseUrl',
  OPENROUTER_API_KEY: 'model.openrouter.apiKey',
  OLLAMA_HOST: 'model.ollama.host',
};

/** The only place that looks at the process's environment. */
export function environment(): Environment {
  return process.env;
}
