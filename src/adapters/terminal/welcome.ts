import type { Cast } from '../../core/ports/cast.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { Paint } from './paint.ts';
import { placeOf } from './place.ts';

/** The first lines: who is here, who answers, and what can be done. */
export async function welcome(
  needs: {
    cast: Cast;
    model: Pick<LanguageModel, 'describe'>;
    version: string;
    streams: { interactive: boolean };
  },
  paint: Paint,
): Promise<string> {
  const [{ model, standIn }, present] = await Promise.all([
    needs.model.describe(),
    needs.cast.presentIn(placeOf()),
  ]);
  const names = present.map(({ displayName, colour }) => paint.name(displayName, colour)).join(', ');
  return [
    `${paint.strong('Acore')} ${needs.version}, ${standIn ? 'the understudy is speaking' : model}`,
    ...(standIn ? [paint.soft(understudy)] : []),
    '',
    `Here: ${names || 'nobody yet'}`,
    ...(needs.streams.interactive ? [paint.soft(hints)] : []),
  ].join('\n');
}

const understudy = [
  'No language model is connected: a stand-in answers from the characters’ cards and this talk.',
  'To connect one, install Ollama (ollama.com) and run "ollama pull qwen3:8b", or set OPENROUTER_API_KEY; then start again.',
].join('\n');

const hints =
  'Name somebody and they answer. /help lists commands, /why tells how an answer came about,\n"as NAME: …" speaks as somebody else, /quit or Ctrl-D leaves.';
