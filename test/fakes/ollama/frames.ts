import type { Json } from '../http.ts';
import { parseJson } from '../http.ts';
import { fullText, type ModelScript, piecesOf, type TokenCount } from '../model-script.ts';

/** One answer, ready to be written. */
export interface Reply {
  script: ModelScript;
  model: string;
  count: TokenCount;
  thinks: boolean;
}

function part(reply: Reply, message: Json): Json {
  const created_at = new Date().toISOString();
  return {
    model: reply.model,
    created_at,
    message: { role: 'assistant', content: '', ...message },
    done: false,
  };
}

function ending({ script, count }: Reply): Json {
  const counts =
    script.usage === false ? {} : { prompt_eval_count: count.prompt, eval_count: count.completion };
  return {
    done: true,
    done_reason: script.finishReason ?? 'stop',
    total_duration: 4_883_583_458,
    load_duration: 1_334_875,
    prompt_eval_duration: 342_546_000,
    eval_duration: 4_535_599_000,
    ...counts,
  };
}

function callsOf(script: ModelScript): Json[] {
  return (script.toolCalls ?? []).map((call) => ({
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? (parseJson(call.arguments) ?? {}) : call.arguments,
    },
  }));
}

/** An answer as lines of JSON. */
export function framesOf(reply: Reply): string[] {
  const { script } = reply;
  const lines: Json[] = [];
  if (reply.thinks) lines.push(part(reply, { thinking: script.reasoning }));
  for (const content of piecesOf(script)) lines.push(part(reply, { content }));
  const calls = callsOf(script);
  if (calls.length > 0) lines.push(part(reply, { tool_calls: calls }));
  lines.push({ ...part(reply, {}), ...ending(reply) });
  return lines.map((line) => `${JSON.stringify(line)}\n`);
}

/** An answer in one piece. */
export function wholeAnswer(reply: Reply): Json {
  const calls = callsOf(reply.script);
  const message = {
    content: fullText(reply.script),
    ...(reply.thinks ? { thinking: reply.script.reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return { ...part(reply, message), ...ending(reply) };
}
