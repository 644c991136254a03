import {
  getJson,
  HttpFailure,
  isJson,
  type Json,
  listIn,
  notJson,
  numberAt,
  textAt,
} from '../../lib/json-http.ts';

/** What a model of Ollama can do. */
interface Abilities {
  contextTokens: number | undefined;
  thinking: boolean;
}

/** Knows the models of one Ollama; asks about each only once. */
export function ollamaModels(base: string): { abilities(model: string): Promise<Abilities> } {
  const known = new Map<string, Abilities>();

  async function abilities(model: string): Promise<Abilities> {
    const before = known.get(model);
    if (before !== undefined) return before;
    try {
      const shown = await getJson(`${base}/api/show`, { timeoutMs: 3_000, body: { model } });
      const found = abilitiesIn(shown);
      known.set(model, found);
      return found;
    } catch {
      return { contextTokens: undefined, thinking: false };
    }
  }

  return { abilities };
}

function abilitiesIn(shown: unknown): Abilities {
  const info = isJson(shown) && isJson(shown['model_info']) ? shown['model_info'] : {};
  const key = Object.keys(info).find((name) => name.endsWith('.context_length'));
  const list = isJson(shown) && Array.isArray(shown['capabilities']) ? shown['capabilities'] : [];
  return {
    contextTokens: key === undefined ? undefined : numberAt(info, key),
    thinking: list.includes('thinking'),
  };
}

/** What an Ollama says that it has. Another server, which knows no such address, is told from one without models. */
export async function installed(base: string, timeoutMs = 3_000): Promise<unknown> {
  try {
    return await getJson(`${base}/api/tags`, { timeoutMs });
  } catch (error) {
    throw error instanceof HttpFailure && error.statusCode === 404
      ? new HttpFailure(undefined, notJson)
      : error;
  }
}

/** The names of the installed models that can hold a conversation, the best one first. */
export function chatModels(tags: unknown): string[] {
  return listIn(tags, 'models')
    .filter((model) => isForChat(model))
    .sort((a, b) => rank(b) - rank(a))
    .map((model) => textAt(model, 'name'));
}

function isForChat(model: Json): boolean {
  const name = textAt(model, 'name');
  if (name === '' || /embed|minilm|\bbge|rerank|guard|ocr|-base\b/i.test(name)) return false;
  // A cloud model would carry the talk off this machine; that is for the owner to choose.
  if (/[:-]cloud$/.test(name)) return false;
  const family = isJson(model['details']) ? textAt(model['details'], 'family') : '';
  return !/bert/i.test(family);
}

/** The largest that a common machine carries, then the larger ones, then the tiny; made for code or sums: last. */
function rank(model: Json): number {
  const details = isJson(model['details']) ? model['details'] : {};
  const billions =
    parameterBillions(textAt(details, 'parameter_size')) ?? (numberAt(model, 'size') ?? 0) / 0.6e9;
  const special = /code|math|sql|vision|llava|-vl\b/i.test(textAt(model, 'name'));
  const size = billions < 3 ? billions : billions <= 16 ? 100 + billions : 100 - billions / 10;
  return special ? size - 200 : size;
}

function parameterBillions(text: string): number | undefined {
  const match = /^([\d.]+)\s*([BMK])/i.exec(text);
  if (match === null) return undefined;
  const unit = { b: 1, m: 1e-3, k: 1e-6 }[(match[2] ?? 'b').toLowerCase()] ?? 1;
  return Number(match[1]) * unit;
}
