import type { ReplyFile } from '../../core/commands/command.ts';

/** A file as the page offers it. */
export interface FileView {
  name: string;
  size: number;
  /** Serves it once. */
  url: string;
}

/** Files that commands gave, until somebody fetches them. */
export interface Downloads {
  keep(file: ReplyFile): FileView;
  /** Hands a file out and forgets it. */
  take(id: string): Response | undefined;
}

const bytesAtMost = 128 * 1024 * 1024;
/** Other kinds are served as bytes, so that no browser takes them for a page. */
const harmless = ['application/json', 'application/zip', 'image/png', 'text/plain; charset=utf-8'];

export function createDownloads(): Downloads {
  const kept = new Map<string, ReplyFile>();

  function forgetOldest(): void {
    let bytes = [...kept.values()].reduce((sum, file) => sum + file.bytes.length, 0);
    for (const [id, file] of kept) {
      if (bytes <= bytesAtMost || kept.size === 1) return;
      kept.delete(id);
      bytes -= file.bytes.length;
    }
  }

  return {
    keep(file) {
      const id = crypto.randomUUID();
      kept.set(id, file);
      forgetOldest();
      return { name: file.name, size: file.bytes.length, url: `/api/files/${id}` };
    },
    take(id) {
      const file = kept.get(id);
      kept.delete(id);
      return file && asDownload(file);
    },
  };
}

function asDownload({ name, contentType, bytes }: ReplyFile): Response {
  const headers = {
    'content-type': harmless.includes(contentType) ? contentType : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encoded(name)}`,
    'cache-control': 'no-store',
  };
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}

/** As RFC 8187 wants it, which leaves fewer letters alone than addresses do. */
function encoded(name: string): string {
  const escaped = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, escaped);
}
