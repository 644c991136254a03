import { z } from 'zod';
import { parseDuration } from '../lib/duration.ts';
import { channelModes } from './ports/rooms.ts';

/** A setting written as `"30s"`, `"5m"`, `"7d"`; read as milliseconds. */
export function duration(defaultText: string) {
  return z
    .string()
    .transform((text, context) => {
      const ms = parseDuration(text);
      if (ms !== undefined) return ms;
      context.addIssue({
        code: 'custom',
        message: `"${text}" is not a duration; write for example "30s", "5m" or "7d".`,
      });
      return z.NEVER;
    })
    .prefault(defaultText);
}

/** What may differ in threads and in direct messages. */
function talkLimits(where: string) {
  return {
    historyMessages: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe(`How many messages a prompt in ${where} holds at most. Unset: as many as in a channel.`),
    beforePause: z
      .int()
      .min(0)
      .max(500)
      .optional()
      .describe(
        `How many messages from before the last long silence a prompt in ${where} holds. Unset: as many as it holds at all.`,
      ),
  };
}

/** How the engine holds a conversation. */
export const conversationConfig = z.strictObject({
  mode: z
    .enum(channelModes)
    .default('conversational')
    .describe('When characters answer in a channel for which nothing else was chosen with /channel mode.'),
  continuation: duration('5m').describe(
    'How long after an answer the same person may go on talking to that character without naming it.',
  ),
  burst: duration('6s').describe(
    'How long further messages of the same person join a turn whose character has not begun to speak.',
  ),
  historyMessages: z
    .int()
    .min(1)
    .max(500)
    .default(60)
    .describe(
      'How many messages of the channel a prompt holds at most. In a longer talk the oldest go in steps, and at least half stay.',
    ),
  pause: duration('30m').describe(
    'A silence of this length ends a talk. The next message begins a new one, and the character is told how long nobody spoke. 0s: no silence does.',
  ),
  beforePause: z
    .int()
    .min(0)
    .max(500)
    .default(20)
    .describe(
      'How many messages from before the last such silence a prompt holds in a channel. What else was said is left to summaries and memories.',
    ),
  threads: z
    .strictObject({
      ...talkLimits('a thread'),
      fromChannel: z
        .int()
        .min(0)
        .max(100)
        .default(8)
        .describe(
          'How many messages of the channel are told from before the one that a thread was begun on.',
        ),
    })
    .prefault({}),
  direct: z.strictObject(talkLimits('a direct talk')).prefault({}),
  addedPercent: z
    .number()
    .min(0)
    .max(100)
    .default(50)
    .describe(
      'When a prompt is full: how many per cent of it lore, memories and whatever else is added may take before the talk is shortened.',
    ),
  replyTokens: z.int().min(16).max(8_192).default(500).describe('The longest answer, in tokens.'),
  temperature: z.number().min(0).max(2).default(0.8).describe('How free the model is; 0 is repeatable.'),
  seed: z
    .int()
    .optional()
    .describe('Makes answers repeatable where the model allows it. Unset: different every time.'),
  maxMessageCharacters: z
    .int()
    .min(1)
    .default(4_000)
    .describe('A longer message is not answered (over-length).'),
  perPersonPerMinute: z
    .int()
    .min(1)
    .default(20)
    .describe('How many answers one person may ask for in a minute.'),
  ignoredPeople: z.array(z.string()).default([]).describe('Ids of people whose messages are not answered.'),
  answerBots: z.boolean().default(false).describe('Whether other bots and webhooks are answered.'),
  catchUp: duration('10m').describe(
    'Messages that arrived while Acore was not running are answered when they are younger than this.',
  ),
  turnDeadline: duration('120s').describe(
    'The longest a turn may take before the model counts as timed out.',
  ),
  concurrentTurns: z.int().min(1).max(1_000).default(16).describe('How many answers are generated at once.'),
  timeZone: z
    .string()
    .default('UTC')
    .describe('The time zone of the clock that characters know, e.g. Europe/Berlin.'),
});
export type ConversationSettings = z.infer<typeof conversationConfig>;
