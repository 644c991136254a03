import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type GivenFile, largestFileBytes, refuseTooLarge } from '../../core/commands/file.ts';
import { idShape, personShape, read, readBody, readJson, textAtMost } from './body.ts';
import type { Downloads } from './downloads.ts';
import { bytesOf, uploadPath } from './guard.ts';
import type { Live } from './live.ts';
import type { Playground } from './playground.ts';
import { type ReplyView, replyView } from './views.ts';

const line = z.object({ channelId: idShape, person: personShape, line: z.string().min(1).max(textAtMost) });
const upload = z.object({
  /** What `/api/commands` takes as its body, which here is the file. */
  call: z.string(),
  name: z.string().min(1, 'must not be empty').max(255, 'is too long'),
  type: z.string().max(200).optional(),
});

export interface CommandApiNeeds {
  playground: Playground;
  live: Live;
  downloads: Downloads;
}

/** Running commands from the page: with a file or without, and the files they give. */
export function addCommandApi(app: Hono, { playground, live, downloads }: CommandApiNeeds): void {
  async function run(context: Context, asked: z.output<typeof line>, file?: GivenFile): Promise<ReplyView> {
    const { channelId, person } = asked;
    const reply = await playground.run(asked.line, channelId, person, context.req.raw.signal, file);
    const shown = replyView(reply, downloads.keep);
    if (reply.visible === 'everyone') {
      live.hub.tell({ kind: 'panel', channelId, id: crypto.randomUUID(), reply: shown });
      live.hub.tell({ kind: 'mode', channelId, mode: (await playground.rules(channelId)).mode });
    }
    return shown;
  }

  app.post('/api/commands', async (context) =>
    context.json(await run(context, await readBody(context, line))),
  );
  app.post(uploadPath, async (context) => {
    const { call, name, type } = read(upload, context.req.query());
    const asked = readJson(call, line);
    const bytes = await bytesOf(context.req.raw.body, largestFileBytes);
    if (bytes === undefined) refuseTooLarge(name, largestFileBytes + 1);
    return context.json(await run(context, asked, uploaded(name, type, bytes ?? new Uint8Array())));
  });
  app.get('/api/files/:id', (context) => {
    const gone = { error: 'That file was fetched already. Use the command again.' };
    return downloads.take(context.req.param('id')) ?? context.json(gone, 404);
  });
  app.post('/api/completions', async (context) => {
    const { line: typed, channelId, person } = await readBody(context, line);
    return context.json(await playground.complete(typed, channelId, person));
  });
}

function uploaded(name: string, contentType: string | undefined, bytes: Uint8Array): GivenFile {
  return { name, contentType, size: bytes.length, bytes: async () => bytes };
}
