import { z } from 'zod';
import { discordConfig } from '../adapters/discord/config.ts';
import { embeddingsConfig } from '../adapters/embeddings/config.ts';
import { modelConfig } from '../adapters/models/config.ts';
import { storageConfig } from '../adapters/storage/config.ts';
import { logConfig } from '../adapters/telemetry/config.ts';
import { webConfig, webProblems } from '../adapters/web/config.ts';
import { conversationConfig } from '../core/config.ts';
import { documentsConfig } from '../features/documents/config.ts';
import { frameworksConfig } from '../features/frameworks/config.ts';
import { loreConfig } from '../features/lorebook/config.ts';
import { memoryConfig } from '../features/memory/config.ts';
import { moodsConfig } from '../features/moods/config.ts';
import { privacyConfig } from '../features/privacy/config.ts';
import { receiptsConfig } from '../features/receipts/config.ts';
import { summariesConfig } from '../features/summaries/config.ts';
import { isTimeZone } from '../lib/calendar.ts';

/** Where characters come from. */
export const charactersConfig = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A folder of character cards of your own, seen from the data folder. Unset: characters in the data folder.',
    ),
});

/** All settings, put together from the parts' own sections. */
export const settingsSchema = z.strictObject({
  model: section(modelConfig, 'Which language model speaks, and what happens when it cannot.'),
  embeddings: section(embeddingsConfig, 'What finds memories by their meaning.'),
  discord: section(discordConfig, 'The Discord bot. Without a token the web page is the playground.'),
  web: section(webConfig, 'Where the web page is reached and by whom.'),
  conversation: section(conversationConfig, 'How characters hold a conversation.'),
  characters: section(charactersConfig, 'Who lives here.'),
  frameworks: section(frameworksConfig, 'Behaviour that characters can have beside what they are.'),
  lore: section(
    loreConfig,
    'How lorebooks are searched, where an entry or a strict book does not say otherwise, and where lore is told.',
  ),
  memory: section(memoryConfig, 'What characters remember, and how much of it they are reminded of.'),
  documents: section(documentsConfig, 'What characters know from documents.'),
  moods: section(moodsConfig, 'How characters feel, as far as it shows.'),
  privacy: section(privacyConfig, 'How long what people say is kept.'),
  summaries: section(summariesConfig, 'How older parts of talks are told in short.'),
  receipts: section(receiptsConfig, 'How long it stays known why a message was answered or not.'),
  storage: section(storageConfig, 'Where what must last is kept.'),
  log: section(logConfig, 'What Acore writes about itself, on standard error.'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What is wrong with settings that are right one by one; those in `wrong` were not, and stand at their defaults. */
export function problemsTogether(
  { web, conversation }: Settings,
  wrong: ReadonlySet<string>,
): { path: string; problem: string; fix: string }[] {
  const page = wrong.has('web') || wrong.has('web.password') ? [] : webProblems(web);
  return [...page, ...timeZoneProblems(conversation.timeZone)];
}

function timeZoneProblems(timeZone: string): { path: string; problem: string; fix: string }[] {
  if (isTimeZone(timeZone)) return [];
  return [
    {
      path: 'conversation.timeZone',
      problem: `There is no time zone called "${timeZone}".`,
      fix: 'Write for example Europe/Berlin, America/New_York or UTC.',
    },
  ];
}

function section<Shape extends z.ZodObject>(schema: Shape, says: string) {
  return schema.prefault({} as z.input<Shape>).describe(says);
}
