import { isImported, laneOf } from '../../core/message.ts';
import { isMood } from '../../core/mood.ts';
import type { PlacedEntry, TranscriptEntry } from '../../core/ports/transcript.ts';
import type { TranscriptRow, TranscriptTables } from './tables.ts';

/** A line as it is kept. */
export function toRow(entry: TranscriptEntry, position: number): TranscriptRow {
  const { place } = entry;
  return {
    message_id: entry.messageId,
    lane: laneOf(place),
    position,
    host: place.host,
    guild_id: place.guildId ?? null,
    channel_id: place.channelId,
    parent_id: place.parentId ?? null,
    place_kind: place.kind,
    // What a thread is called are words of whoever began it, and would outlive their message here.
    place_name: place.kind === 'thread' ? null : (place.name ?? null),
    author_id: entry.authorId,
    author_name: entry.authorName,
    author_kind: entry.kind,
    character_id: entry.characterId ?? null,
    text: entry.text,
    said_at: entry.at,
    reply_to: entry.replyTo ?? null,
    attachments: JSON.stringify(entry.attachments),
    edited_at: entry.editedAt ?? null,
    mood: entry.mood ?? null,
    words_of: entry.wordsOf === undefined ? null : JSON.stringify(entry.wordsOf),
    brought_by: entry.brought?.by ?? null,
    copy_of: entry.brought?.origin ?? null,
  };
}

/** Whose words it may hold, for finding. */
export function wordsIn({
  place: { host },
  messageId: message_id,
  wordsOf = [],
}: TranscriptEntry): TranscriptTables['transcript_words'][] {
  return wordsOf.map((person_id) => ({ host, person_id, message_id }));
}

/** With what orders its channel. */
export function toPlaced(row: TranscriptRow): PlacedEntry {
  return { ...toEntry(row), position: Number(row.position) };
}

/** Where a row was said. */
export function placeOf(
  row: Pick<TranscriptRow, 'host' | 'guild_id' | 'channel_id' | 'parent_id' | 'place_kind' | 'place_name'>,
): TranscriptEntry['place'] {
  return {
    host: row.host,
    guildId: row.guild_id ?? undefined,
    channelId: row.channel_id,
    parentId: row.parent_id ?? undefined,
    kind: row.place_kind,
    name: row.place_name ?? undefined,
  };
}

/** A row as the engine knows it. */
export function toEntry(row: TranscriptRow): TranscriptEntry {
  return {
    messageId: row.message_id,
    place: placeOf(row),
    authorId: row.author_id,
    authorName: row.author_name,
    kind: row.author_kind,
    characterId: row.character_id ?? undefined,
    text: row.text,
    at: row.said_at,
    replyTo: row.reply_to ?? undefined,
    attachments: JSON.parse(row.attachments),
    editedAt: row.edited_at ?? undefined,
    ...(isMood(row.mood) && { mood: row.mood }),
    ...(row.words_of !== null && { wordsOf: JSON.parse(row.words_of) as string[] }),
    ...(isImported(row.message_id) && {
      brought: { by: row.brought_by ?? undefined, origin: row.copy_of ?? undefined },
    }),
  };
}
