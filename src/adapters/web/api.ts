import type { Hono } from 'hono';
import { z } from 'zod';
import { characterIn } from '../../core/cast.ts';
import type { Moods } from '../../core/mood.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import { idShape, personShape, read, readBody, textAtMost } from './body.ts';
import { addCommandApi } from './command-api.ts';
import { createDownloads } from './downloads.ts';
import type { Live } from './live.ts';
import { type Places, server } from './places.ts';
import type { Playground } from './playground.ts';
import { castView, moodView, sheetView } from './views.ts';

const linesUnasked = 200;
const linesAtMost = 10_000;

const text = z.string().trim().min(1, 'must not be empty').max(textAtMost, 'is too long');
const saying = z.object({
  channelId: idShape,
  person: personShape,
  text,
  replyTo: idShape.optional(),
  people: z.array(personShape).max(50).default([]),
});
const lines = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(1, 'is at least 1')
  .max(linesAtMost, `is at most ${linesAtMost}`)
  .default(linesUnasked);
const revision = z.object({ person: personShape, text });
const retraction = z.object({ person: personShape });
const thread = z.object({ parentId: idShape, name: z.string().max(200).default('') });

export interface ApiNeeds {
  playground: Playground;
  places: Places;
  live: Live;
  cast: Cast;
  moods: Pick<Moods, 'at'>;
  clock: Clock;
  receipts: Pick<ReceiptBook, 'find'>;
  model: Pick<LanguageModel, 'describe'>;
  version: string;
  settings: { password?: string | undefined };
}

/** The page's own addresses, under `/api`. */
export function addApi(app: Hono, needs: ApiNeeds): void {
  addReading(app, needs);
  addTalking(app, needs);
  addCommandApi(app, { ...needs, downloads: createDownloads() });
}

function addReading(app: Hono, needs: ApiNeeds): void {
  const { playground, places, live, cast, moods, receipts, model, version, settings } = needs;
  app.get('/api/state', async (context) => {
    const [rooms, { model: name, standIn }] = await Promise.all([places.list(), model.describe()]);
    return context.json({
      version,
      places: rooms,
      cast: cast.knownIn(server).map(castView),
      model: { name, standIn },
      locked: settings.password !== undefined,
    });
  });
  app.get('/api/places/:channelId', async (context) => {
    const channelId = read(idShape, context.req.param('channelId'));
    const talk = await playground.talk(channelId, read(lines, context.req.query('lines')));
    return context.json({
      channelId,
      mode: talk.rules.mode,
      lines: talk.lines,
      earlier: talk.earlier,
      endings: talk.endings,
      drafts: live.drafts(channelId),
    });
  });
  app.get('/api/characters/:id', async (context) => {
    const character = characterIn(cast, server, context.req.param('id'));
    if (character === undefined) return context.json({ error: 'There is no such character.' }, 404);
    const channelId = context.req.query('in');
    const place = channelId === undefined ? undefined : await places.find(read(idShape, channelId));
    const mood = place && moodView(await moods.at(place, character.id));
    const nameOf = (other: string) => characterIn(cast, server, other)?.displayName;
    return context.json({ ...sheetView(character, nameOf), mood });
  });
  app.get('/api/why/:messageId', async (context) => {
    const receipt = await receipts.find(read(idShape, context.req.param('messageId')));
    if (receipt === undefined)
      return context.json({ error: 'There is no receipt for that message yet.' }, 404);
    return context.json(receipt);
  });
}

function addTalking(app: Hono, { playground, places, live, clock }: ApiNeeds): void {
  app.post('/api/messages', async (context) => {
    const said = await playground.say(await readBody(context, saying));
    live.hub.tell({ kind: 'line', channelId: said.place.channelId, line: said.line });
    return context.json(said.line, 201);
  });
  app.put('/api/messages/:id', async (context) => {
    const messageId = read(idShape, context.req.param('id'));
    const { person: who, text: words } = await readBody(context, revision);
    const { channelId } = await playground.revise(messageId, who, words);
    live.hub.tell({ kind: 'revised', channelId, messageId, text: words, at: clock.now() });
    return context.json({ ok: true });
  });
  app.delete('/api/messages/:id', async (context) => {
    const messageId = read(idShape, context.req.param('id'));
    const { person: who } = await readBody(context, retraction);
    await playground.retract(messageId, who);
    return context.json({ ok: true });
  });
  app.post('/api/threads', async (context) => {
    const { parentId, name } = await readBody(context, thread);
    const place = places.addThread(parentId, name);
    live.hub.tell({ kind: 'place', place });
    return context.json(place, 201);
  });
}
