import { applySettings, ControlError, type ControlTable } from './control.ts';
import { isJson, type Json } from './http.ts';
import type { ModelDesk } from './model-desk.ts';
import type { ModelError, ModelScript } from './model-script.ts';

/** The errors a fake model server has names for. */
export type NamedErrors = Record<string, () => ModelError>;

/** What somebody outside the process can tell a fake model server, or ask it. */
export function createModelControl(desk: ModelDesk, errors: NamedErrors): ControlTable {
  return {
    'POST script': ({ list, ...one }) =>
      desk.script(...(Array.isArray(list) ? list : [one]).map((each) => scriptIn(each, errors))),
    'POST respond': (body) => {
      const script = scriptIn(body, errors);
      desk.respondWith(() => script);
    },
    'POST reset': () => desk.reset(),
    'GET requests': () => desk.requests,
    'GET errors': () => Object.keys(errors),
    'PATCH settings': (body) => applySettings(desk, body),
  };
}

function scriptIn(value: unknown, errors: NamedErrors): ModelScript | string {
  if (typeof value === 'string') return value;
  if (!isJson(value)) throw new ControlError('A script is a text or an object.');
  refuseUnknown(value);
  const { error } = value;
  if (error === undefined) return value;
  return { ...value, error: typeof error === 'string' ? namedError(error, errors) : errorIn(error) };
}

const known = [
  ...['text', 'chunks', 'chunkSize', 'reasoning', 'toolCalls', 'finishReason', 'firstDelayMs', 'delayMs'],
  ...['stallAfter', 'cutAfter', 'malformedAfter', 'errorAfter', 'error', 'usage', 'vectors'],
];

function refuseUnknown(script: Json): void {
  const stranger = Object.keys(script).find((key) => !known.includes(key));
  if (stranger !== undefined)
    throw new ControlError(`A script has no ${stranger}, only ${known.join(', ')}.`);
}

function namedError(name: string, errors: NamedErrors): ModelError {
  const make = errors[name];
  if (!make) throw new ControlError(`There is no error ${name}, only ${Object.keys(errors).join(', ')}.`);
  return make();
}

function errorIn(error: unknown): ModelError {
  if (!isJson(error) || typeof error['status'] !== 'number') {
    throw new ControlError('An error is a name or { status, body, headers }.');
  }
  const headers = isJson(error['headers']) ? (error['headers'] as Record<string, string>) : {};
  return { status: error['status'], body: error['body'] ?? {}, headers };
}
