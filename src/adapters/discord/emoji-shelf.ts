import { type APIEmoji, type REST, Routes } from 'discord.js';
import { pictureKind } from '../../lib/picture.ts';
import { stemOf } from './emoji-names.ts';

/** How many emoji Discord lets an application have. */
export const mostEmojis = 2_000;
/** How large one may be. */
export const mostEmojiBytes = 256 * 1024;

/** The emoji of the application. */
export interface EmojiShelf {
  /** Their ids by their names, read once. */
  all(): Promise<Map<string, string>>;
  /** The id of the emoji of this name; it is made where it is not there, and those of the same stem are taken away. */
  keep(name: string, picture: Uint8Array): Promise<string>;
  /** The one whose name is this stem and a picture's mark, as far as they were read. */
  withStem(stem: string): { name: string; id: string } | undefined;
  /** Takes one away. Never throws. */
  drop(name: string): Promise<void>;
  /** They are read anew next time: one may be there unseen. */
  forget(): void;
}

export function createEmojiShelf({
  rest,
  applicationId,
}: {
  rest: REST;
  applicationId(): string;
}): EmojiShelf {
  let emojis: Promise<Map<string, string>> | undefined;
  let read: Map<string, string> = new Map();

  async function all(): Promise<Map<string, string>> {
    emojis ??= listEmojis(rest, applicationId());
    emojis.catch(forget);
    read = await emojis;
    return read;
  }

  function forget(): void {
    emojis = undefined;
  }

  async function upload(name: string, picture: Uint8Array): Promise<string> {
    const body = { name, image: dataUri(picture) };
    const emoji = (await rest.post(Routes.applicationEmojis(applicationId()), { body })) as APIEmoji;
    return emoji.id ?? '';
  }

  async function drop(name: string): Promise<void> {
    const known = await all().catch(() => undefined);
    const id = known?.get(name);
    if (id === undefined) return;
    known?.delete(name);
    await rest.delete(Routes.applicationEmoji(applicationId(), id)).catch(() => undefined);
  }

  return {
    all,
    drop,
    forget,
    withStem(stem) {
      for (const [name, id] of read) if (stemOf(name) === stem) return { name, id };
      return undefined;
    },
    async keep(name, picture) {
      const known = await all();
      const id = known.get(name) ?? (await upload(name, picture));
      known.set(name, id);
      const older = [...known.keys()].filter((other) => other !== name && stemOf(other) === stemOf(name));
      for (const other of older) await drop(other);
      return id;
    },
  };
}

/** The application's emoji as Discord tells them: ids by names. */
export async function listEmojis(rest: REST, applicationId: string): Promise<Map<string, string>> {
  const { items } = (await rest.get(Routes.applicationEmojis(applicationId))) as { items: APIEmoji[] };
  return new Map(items.map(({ name, id }) => [name ?? '', id ?? '']));
}

/** A picture as Discord takes it within a request. */
export function dataUri(picture: Uint8Array): string {
  return `data:image/${pictureKind(picture) ?? 'png'};base64,${Buffer.from(picture).toString('base64')}`;
}
