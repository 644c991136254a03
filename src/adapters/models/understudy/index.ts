import type { GenerateRequest, LanguageModel, ModelEvent } from '../../../core/ports/model.ts';
import { createTokenEstimate } from '../../../lib/token-estimate.ts';
import { readCardAhead } from './facts.ts';
import { reply } from './reply.ts';

/**
 * The built-in stand-in: answers from the character's card, its lore and the talk alone. It is no model and
 * does not pretend to be one; everything it says carries `standIn`.
 */
export function createUnderstudy({ contextTokens }: { contextTokens: number }): LanguageModel {
  const tokens = createTokenEstimate();

  async function* generate(request: GenerateRequest): AsyncGenerator<ModelEvent> {
    request.signal.throwIfAborted();
    await readCardAhead(request.scene.character);
    request.signal.throwIfAborted();
    const text = reply(request.scene, request.seed);
    for (const piece of pieces(text)) {
      yield { kind: 'text-delta', text: piece };
      request.signal.throwIfAborted();
    }
    const usage = {
      promptTokens: tokens.estimate(request.messages),
      completionTokens: tokens.estimateText(text),
      estimated: true,
    };
    yield { kind: 'finish', reason: 'stop', usage, model: 'understudy', standIn: true };
  }

  return {
    generate,
    describe: async () => ({ model: 'understudy', standIn: true, contextTokens }),
    estimateTokens: (messages) => tokens.estimate(messages),
    health: async () => ({ ok: true, says: 'The built-in understudy can always speak.' }),
  };
}

/** A few words at a time, as a model would stream them. */
function pieces(text: string): string[] {
  return text.match(/(?:\S+\s*){1,3}/gu) ?? [text];
}
