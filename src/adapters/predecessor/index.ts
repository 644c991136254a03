export type { OlderFile } from './folder.ts';
export { filesOf } from './folder.ts';
export { type OlderKind, olderKinds, type Sorted, sorted } from './kinds.ts';
export { type OlderNote, type OlderProfileFile, readProfile } from './profile.ts';
export { bytesOf, Unreadable } from './reading.ts';
export { type OlderTalkFile, readTalk } from './talk.ts';
