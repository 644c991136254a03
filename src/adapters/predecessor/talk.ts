import { z } from 'zod';
import { naiveMoment } from '../../lib/naive-time.ts';
import type { OlderFile } from './folder.ts';
import { jsonOf, Unreadable } from './reading.ts';

/** A channel's talk as it stands in a file: its lines are not looked at yet. */
export interface OlderTalkFile {
  channelId: string;
  messages: readonly unknown[];
  /** When the last of its lines was said at the latest. */
  until: number;
}

const channelId = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/));
const archive = z.object({
  channel_id: channelId,
  archived_at: z.string().optional().catch(undefined),
  original_modified: z.string().optional().catch(undefined),
  messages: z.array(z.unknown()),
});

/** Reads a file of chat_history or of its archive. Throws Unreadable. */
export function readTalk(file: OlderFile, timeZone: string): OlderTalkFile {
  return talkFrom(jsonOf(file), file, timeZone);
}

/** Reads a talk out of what stands in its file. Throws Unreadable. */
export function talkFrom(
  value: unknown,
  file: Pick<OlderFile, 'path' | 'at'>,
  timeZone: string,
): OlderTalkFile {
  const [, name = ''] = /([^/]+)\.json$/i.exec(file.path) ?? [];
  if (Array.isArray(value)) {
    const id = channelId.safeParse(name);
    if (!id.success) throw new Unreadable('its name is not the id of a channel');
    return { channelId: id.data, messages: value, until: file.at };
  }
  const put = archive.safeParse(value);
  if (!put.success) throw new Unreadable('it is neither a list of lines nor an archive of one');
  const { original_modified: modified, archived_at: archived } = put.data;
  const until = naiveMoment(modified ?? archived ?? '', timeZone) ?? file.at;
  return { channelId: put.data.channel_id, messages: put.data.messages, until };
}
