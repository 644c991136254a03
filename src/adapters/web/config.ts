import { z } from 'zod';
import { duration } from '../../core/config.ts';
import { isLoopback } from '../../lib/loopback.ts';

/** Where the web page is reached and by whom. */
export const webConfig = z.strictObject({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('The address the page listens on. Anything but this machine itself needs a password.'),
  port: z
    .int()
    .min(0)
    .max(65_535)
    .default(8787)
    .describe('The port the page listens on; 0 takes any free one.'),
  password: z
    .string()
    .min(8)
    .optional()
    .describe('Asked for before anything is shown. Plain, or hashed as scrypt:<salt>:<hash>.'),
  names: z
    .array(z.string().min(1))
    .default([])
    .describe('Host names under which the page is reached through a proxy, e.g. acore.example.org.'),
  sessionLifetime: duration('30d').describe('How long a login lasts.'),
  loginsPerMinute: z
    .int()
    .min(1)
    .max(1_000)
    .default(5)
    .describe('How many wrong passwords one address may try in a minute.'),
});
export type WebSettings = z.infer<typeof webConfig>;

/** What is wrong with these settings taken together; for the report of all mistakes at start. */
export function webProblems(settings: WebSettings): { path: string; problem: string; fix: string }[] {
  if (isLoopback(settings.host) || settings.password !== undefined) return [];
  return [
    {
      path: 'web.host',
      problem: `${settings.host} can be reached by other machines, and no password is set.`,
      fix: 'Set ACORE_PASSWORD (or web.password) to at least eight characters, or leave the host at 127.0.0.1.',
    },
  ];
}
