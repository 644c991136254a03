import type { z } from 'zod';
import { UserError } from './errors.ts';
import type { Route } from './route.ts';

/** An address that is sent JSON of a shape; what does not fit is refused in a sentence. */
export function postedRoute<Schema extends z.ZodType>(
  path: string,
  bodyBytesAtMost: number,
  shape: Schema,
  answer: (asked: z.output<Schema>) => ReturnType<Route['answer']>,
): Route {
  return {
    method: 'POST',
    path,
    bodyBytesAtMost,
    answer: async ({ body }) => await answer(fitting(shape, body)),
  };
}

function fitting<Schema extends z.ZodType>(shape: Schema, body: unknown): z.output<Schema> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UserError(`${issue?.path.join('.') || 'That'}: ${issue?.message ?? 'does not fit'}.`);
}
