import type { Health } from './ports/health.ts';

/** Takes a sentence apart that says what is wrong, then after a semicolon what to do: how those of a ServiceError are made. */
export function inTwo(message: string): Health {
  const cut = message.indexOf('; ');
  if (cut === -1) return { ok: false, says: message };
  const fix = message.slice(cut + 2);
  return { ok: false, says: `${message.slice(0, cut)}.`, fix: fix.charAt(0).toUpperCase() + fix.slice(1) };
}
