import type { ModelError } from '../model-script.ts';

function openaiError(
  status: number,
  message: string,
  type: string,
  code: string | null,
  headers: Record<string, string> = {},
): ModelError {
  return { status, headers, body: { error: { message, type, param: null, code } } };
}

function missing(parameter: string): ModelError {
  const message = `Missing required parameter: '${parameter}'.`;
  const error = {
    message,
    type: 'invalid_request_error',
    param: parameter,
    code: 'missing_required_parameter',
  };
  return { status: 400, body: { error } };
}

/** The errors that OpenAI-compatible servers answer with, ready for `script({ error: … })`. */
export const openaiErrors = {
  auth: () =>
    openaiError(
      401,
      'Incorrect API key provided: sk-wrong. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_request_error',
      'invalid_api_key',
    ),
  forbidden: () =>
    openaiError(403, 'Your account is not allowed to use this model.', 'permission_error', null),
  quota: () =>
    openaiError(
      429,
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
      'insufficient_quota',
    ),
  credits: (): ModelError => ({
    status: 402,
    body: {
      error: { message: 'Insufficient credits. Add more using https://openrouter.ai/credits', code: 402 },
    },
  }),
  rateLimit: (retryAfterSeconds = 1) =>
    openaiError(429, 'Rate limit reached for requests', 'requests', 'rate_limit_exceeded', {
      'retry-after': String(retryAfterSeconds),
      'x-ratelimit-remaining-requests': '0',
    }),
  contextLength: (limit = 4096, asked = 5000) =>
    openaiError(
      400,
      `This model's maximum context length is ${limit} tokens. However, your messages resulted in ${asked} tokens. Please reduce the length of the messages.`,
      'invalid_request_error',
      'context_length_exceeded',
    ),
  modelMissing: (model = 'no-such-model') =>
    openaiError(
      404,
      `The model \`${model}\` does not exist or you do not have access to it.`,
      'invalid_request_error',
      'model_not_found',
    ),
  refused: () =>
    openaiError(
      400,
      'Your request was rejected as a result of our safety system.',
      'invalid_request_error',
      'content_policy_violation',
    ),
  missing: (parameter = 'messages') => missing(parameter),
  noSuchPath: (method = 'GET', path = '/') =>
    openaiError(404, `Invalid URL (${method} ${path})`, 'invalid_request_error', null),
  badRequest: () =>
    openaiError(400, 'Unsupported parameter: temperature', 'invalid_request_error', 'unsupported_parameter'),
  server: () =>
    openaiError(
      500,
      'The server had an error while processing your request. Sorry about that!',
      'server_error',
      null,
    ),
  overloaded: () =>
    openaiError(503, 'The engine is currently overloaded, please try again later', 'server_error', null),
  notJson: (): ModelError => ({
    status: 502,
    body: '<html><body>502 Bad Gateway</body></html>',
    headers: { 'content-type': 'text/html' },
  }),
};
