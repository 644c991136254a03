import type { APIAttachment } from 'discord.js';
import { type GivenFile, largestFileBytes, refuseTooLarge } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';
import { createDeadline } from '../../lib/deadline.ts';

const fetchWithinMs = 30_000;

type Attachment = Pick<APIAttachment, 'filename' | 'size' | 'url' | 'content_type'>;

/**
 * A file that came with a command. It is fetched when it is wanted, from the address that Discord named in the
 * interaction and from no other: redirects are not followed.
 */
export function givenFile({ filename, size, url, content_type }: Attachment, signal: AbortSignal): GivenFile {
  return {
    name: filename,
    contentType: content_type,
    size,
    async bytes() {
      refuseTooLarge(filename, size);
      using deadline = createDeadline(fetchWithinMs, signal);
      const fetched = await fetchBytes(url, deadline.signal).catch(() => undefined);
      if (fetched === undefined)
        throw new UserError(`“${filename}” could not be fetched from Discord. Try again in a moment.`);
      refuseTooLarge(filename, fetched.length);
      return fetched;
    },
  };
}

/** At most a little more than a file may have, whatever was announced; undefined when Discord refuses it. */
async function fetchBytes(url: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const response = await fetch(url, { signal, redirect: 'error' });
  const parts: Uint8Array[] = [];
  let size = 0;
  if (!response.ok || response.body === null) return undefined;
  for await (const part of response.body) {
    parts.push(part);
    size += part.length;
    if (size > largestFileBytes) break;
  }
  return Buffer.concat(parts);
}
