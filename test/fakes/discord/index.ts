export { Refusal } from './errors.ts';
export type { Fault, FaultMatch, Faults } from './faults.ts';
export type { PermissionName } from './flags.ts';
export type { Account, GivenFile, SayOptions, WebhookPost } from './people.ts';
export type { Post, WaitOptions } from './posts.ts';
export type { RequestEntry, Settings, TypingEntry } from './realm.ts';
export type { GuildChannels } from './setup.ts';
export { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from './world.ts';
