import type { Json } from '../../http.ts';
import type { FakeDiscord } from '../index.ts';

/** A request to make: method, path, body. */
export type Asked = [method: string, path: string, body?: unknown];

/** A request that Discord refuses, and how. */
export interface RefusalCase {
  name: string;
  ask: (world: FakeDiscord) => Asked;
  status: number;
  code: number;
  /** For 50035: where the error stands and its own code. */
  at?: [path: string, code: string];
  /** What the request carries as authorization; the bot's token by default. */
  by?: (world: FakeDiscord) => string | undefined;
}

/** A case that is refused with a plain error. */
export function plain(
  name: string,
  ask: RefusalCase['ask'],
  status: number,
  code: number,
  by?: RefusalCase['by'],
): RefusalCase {
  return { name, ask, status, code, ...(by ? { by } : {}) };
}

/** A case that is refused as an invalid form, with an error at one place of the body. */
export function form(name: string, ask: RefusalCase['ask'], path: string, code: string): RefusalCase {
  return { name, ask, status: 400, code: 50035, at: [path, code] };
}

/** A text of some length. */
export function long(length: number): string {
  return 'x'.repeat(length);
}

/** So many things, made one by one. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Posts a message. */
export function say(body: unknown): RefusalCase['ask'] {
  return (world) => ['POST', `/channels/${world.channels.text}/messages`, body];
}

/** Makes a webhook. */
export function newHook(body: unknown): RefusalCase['ask'] {
  return (world) => ['POST', `/channels/${world.channels.second}/webhooks`, body];
}

/** Registers commands. */
export function command(...commands: Json[]): RefusalCase['ask'] {
  return (world) => ['PUT', `/applications/${world.app.id}/commands`, commands];
}

/** A command that is fine, with changes. */
export function chat(extra: Json = {}): Json {
  return { name: 'chat', description: 'Talk', ...extra };
}

/** One grey pixel. */
export const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKASe8zSAAAAABJRU5ErkJggg==';

/** A webhook of the bot in the text channel. */
export function hookOf(world: FakeDiscord): { id: string; token: string } {
  const [existing] = world.realm.state.webhooks.values();
  return existing ?? world.bot.createWebhook(world.channels.text, 'Cast');
}

/** The path of a message of alice's. */
export function messagePath(world: FakeDiscord): string {
  return `/channels/${world.channels.text}/messages/${world.alice.say(world.channels.text, 'mine').id}`;
}

/** A member without any permission of their own. */
export function asBob(world: FakeDiscord): string {
  return world.bob.token;
}
