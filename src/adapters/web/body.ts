import type { Context } from 'hono';
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';

const nameAtMost = 32;

/** The longest text that the page sends. */
export const textAtMost = 20_000;

/** The id of a place, a message or a character. */
export const idShape = z.string().regex(/^[\w./:-]{1,200}$/, 'is not an id');

/** Somebody at the page, as it names them. */
export const personShape = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'is not an id'),
  name: z.string().trim().min(1, 'must not be empty').max(nameAtMost, `has at most ${nameAtMost} letters`),
});

/** The JSON of a request; throws UserError when it is not what was expected. */
export async function readBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  return readJson(await context.req.text(), schema);
}

/** JSON that stands somewhere in a request. */
export function readJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError('That is not JSON.');
  }
  return read(schema, value);
}

/** Judges what a page sent; the first mistake becomes a sentence. */
export function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UserError(`${issue?.path.join('.') || 'That'} ${issue?.message ?? 'does not fit'}.`);
}
