import { dirname } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { cardLayout } from '../../../core/lore/card-entries.ts';
import { createEntryReader } from '../../../core/lore/entry-form.ts';
import type { Message } from '../../../core/message.ts';
import { playground } from '../../../core/playground.ts';
import type { Conversation } from '../../../core/ports/conversation.ts';
import type { LanguageModel } from '../../../core/ports/model.ts';
import { postedRoute } from '../../../core/posted-route.ts';
import type { Route } from '../../../core/route.ts';
import { characterOf } from '../card.ts';
import { type CardFormat, writeCard } from '../files/write.ts';
import {
  backShape,
  type DeskNeeds,
  draftShape,
  editedCard,
  goBack,
  guarded,
  type OpenCard,
  openFor,
  saveCard,
} from './desk.ts';
import { formOf, keptOf, stampOf } from './form.ts';
import { luggageOf } from './luggage-form.ts';
import { newCard } from './new-card.ts';
import { texts } from './texts.ts';

export type { EditableImported } from './desk.ts';

export interface EditorNeeds extends DeskNeeds {
  model: Pick<LanguageModel, 'describe' | 'estimateTokens'>;
  conversation(): Conversation | undefined;
}

const mostBytes = 24 * 1024 * 1024;
const rehearsalMs = 10_000;
const types: Record<CardFormat, string> = {
  png: 'image/png',
  charx: 'application/zip',
  'v3-json': 'application/json',
  'v2-json': 'application/json',
};

const previewShape = draftShape.extend({ message: z.string().max(20_000), person: z.string().max(100) });
const downloadShape = draftShape.extend({ format: z.enum(['png', 'charx', 'v3-json', 'v2-json']) });
const countShape = z.object({ texts: z.array(z.string()).max(20_000) });

/** What the editor asks for: a card as a form, what it costs, what it makes of a prompt, and to keep it. */
export function editorRoutes(needs: EditorNeeds): Route[] {
  return [
    {
      method: 'GET',
      path: '/editor/new',
      answer: async () => ({ json: formed({ card: newCard(needs.clock.now()) }, needs) }),
    },
    {
      method: 'GET',
      path: '/editor/cards/:id',
      async answer({ params }) {
        const opened = await openFor(needs, params['id'] ?? '');
        return opened && { json: formed(opened, needs) };
      },
    },
    postedRoute('/editor/tokens', mostBytes, countShape, async (asked) => ({
      json: await counted(asked.texts, needs),
    })),
    postedRoute('/editor/preview', mostBytes, previewShape, async (asked) => ({
      json: await preview(asked, needs),
    })),
    postedRoute('/editor/save', mostBytes, draftShape, async (draft) => ({
      json: await saveCard(draft, needs),
    })),
    postedRoute('/editor/back', 1_000, backShape, async (asked) => ({ json: await goBack(asked, needs) })),
    postedRoute('/editor/download', mostBytes, downloadShape, async ({ format, ...draft }) => {
      const edited = await editedCard(draft, needs);
      if ('problems' in edited) return { json: edited };
      const { bytes } = guarded(texts.tooLarge, () => writeCard(edited.card, format));
      return { bytes, contentType: types[format] };
    }),
  ];
}

function formed({ card, source, importedId }: OpenCard, { folders }: EditorNeeds) {
  const { container, spec, specVersion, warnings } = card;
  return {
    form: formOf(card),
    stamp: stampOf(card),
    kept: keptOf(card),
    luggage: luggageOf(card),
    container,
    spec,
    specVersion,
    warnings,
    shipped: source !== undefined && folders.length > 1 && dirname(source) === folders[0],
    imported: importedId !== undefined,
    newEntry: createEntryReader(cardLayout, true)(cardLayout.fresh, 0).fields,
  };
}

/** Each text by itself: what a prompt grows by when it is added. */
async function counted(list: readonly string[], { model }: EditorNeeds) {
  const count = (content: string) => model.estimateTokens([{ role: 'user', content }]);
  const nothing = count('');
  const { model: name, standIn, contextTokens } = await model.describe();
  return {
    tokens: list.map((text) => (text.trim() === '' ? 0 : Math.max(1, count(text) - nothing))),
    model: standIn ? 'understudy' : name,
    contextTokens,
  };
}

async function preview(asked: z.output<typeof previewShape>, needs: EditorNeeds) {
  const conversation = needs.conversation();
  if (conversation === undefined) throw new UserError(texts.starting);
  const edited = await editedCard(asked, needs);
  if ('problems' in edited) return edited;
  const character = characterOf(edited.card, asked.id ?? 'new');
  const message = messageFrom(asked, needs.clock.now());
  return await conversation.rehearse(message, character, AbortSignal.timeout(rehearsalMs));
}

/** In a channel where nothing was said before. */
function messageFrom({ message, person }: z.output<typeof previewShape>, at: number): Message {
  return {
    id: `rehearsal-${at}`,
    place: { ...playground, channelId: 'rehearsal' },
    author: { id: 'rehearsal', name: person.trim() || 'Traveller', kind: 'person' },
    text: message.trim() || '…',
    at,
    attachments: [],
    mentions: [],
    mentionsSelf: false,
  };
}
