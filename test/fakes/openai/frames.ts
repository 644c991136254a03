import type { Json } from '../http.ts';
import { fullText, type ModelScript, piecesOf, type ScriptedCall, type TokenCount } from '../model-script.ts';

/** One answer, ready to be written. */
export interface Reply {
  script: ModelScript;
  model: string;
  count: TokenCount;
  isOpenrouter: boolean;
}

let answers = 0;

function newId(): string {
  answers += 1;
  return `chatcmpl-fake${String(answers).padStart(8, '0')}`;
}

function finishOf(script: ModelScript): string {
  return script.finishReason ?? (script.toolCalls ? 'tool_calls' : 'stop');
}

function usageOf({ count, isOpenrouter }: Reply): Json {
  return {
    prompt_tokens: count.prompt,
    completion_tokens: count.completion,
    total_tokens: count.prompt + count.completion,
    prompt_tokens_details: { cached_tokens: count.cached },
    completion_tokens_details: { reasoning_tokens: count.reasoning },
    ...(isOpenrouter ? { cost: (count.prompt + count.completion * 3) / 1_000_000, is_byok: false } : {}),
  };
}

function callOf(call: ScriptedCall, index: number): Json {
  const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
  return {
    id: call.id ?? `call_fake${index}`,
    type: 'function',
    function: { name: call.name, arguments: text },
  };
}

function reasoningField({ isOpenrouter }: Reply): string {
  return isOpenrouter ? 'reasoning' : 'reasoning_content';
}

/** An answer in one piece. */
export function completionOf(reply: Reply): Json {
  const { script, model, isOpenrouter } = reply;
  const message = {
    role: 'assistant',
    content: script.toolCalls && !fullText(script) ? null : fullText(script),
    ...(script.reasoning === undefined ? {} : { [reasoningField(reply)]: script.reasoning }),
    ...(script.toolCalls ? { tool_calls: script.toolCalls.map(callOf) } : {}),
  };
  return {
    id: newId(),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    ...(isOpenrouter ? { provider: 'Fake' } : {}),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(script) }],
    ...(script.usage === false ? {} : { usage: usageOf(reply) }),
  };
}

/** An answer as server-sent events. */
export function framesOf(reply: Reply, withUsage: boolean): string[] {
  const { script, model, isOpenrouter } = reply;
  const head = {
    id: newId(),
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1000),
    model,
    ...(isOpenrouter ? { provider: 'Fake' } : {}),
  };
  const frame = (body: Json) => `data: ${JSON.stringify({ ...head, ...body })}\n\n`;
  // Who asks for usage gets an empty one with every piece but the last.
  const noUsage = withUsage && !isOpenrouter ? { usage: null } : {};
  const delta = (part: Json, finish_reason: string | null = null) =>
    frame({ choices: [{ index: 0, delta: part, finish_reason }], ...noUsage });
  const frames = [delta({ role: 'assistant', content: '' })];
  if (isOpenrouter) frames.unshift(': OPENROUTER PROCESSING\n\n');
  if (script.reasoning) frames.push(delta({ [reasoningField(reply)]: script.reasoning }));
  for (const piece of piecesOf(script)) frames.push(delta({ content: piece }));
  for (const call of callDeltas(script)) frames.push(delta({ tool_calls: [call] }));
  frames.push(delta({}, finishOf(script)));
  if ((withUsage || isOpenrouter) && script.usage !== false)
    frames.push(frame({ choices: [], usage: usageOf(reply) }));
  return [...frames, 'data: [DONE]\n\n'];
}

// The name comes first, the arguments in two halves, as providers send them.
function callDeltas(script: ModelScript): Json[] {
  return (script.toolCalls ?? []).flatMap((call, index) => {
    const whole = callOf(call, index);
    const text = String((whole['function'] as Json)['arguments']);
    const half = Math.ceil(text.length / 2);
    const more = (part: string) => ({ index, function: { arguments: part } });
    const first = { ...whole, index, function: { name: call.name, arguments: '' } };
    return [first, more(text.slice(0, half)), more(text.slice(half))];
  });
}
