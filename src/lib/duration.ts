const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `"30s"`, `"5m"`, `"7d"` in milliseconds; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  return Math.round(Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]);
}

/** Milliseconds in the largest unit that keeps them readable: `90s`, `5m`, `7d`. */
export function formatDuration(ms: number): string {
  const unit = (['d', 'h', 'm', 's'] as const).find((name) => ms >= unitMs[name] && ms % unitMs[name] === 0);
  return unit === undefined ? `${ms}ms` : `${ms / unitMs[unit]}${unit}`;
}

/** About how long, in words: `40 minutes`, `3 hours`, `2 days`. */
export function roughDuration(ms: number): string {
  const minutes = Math.round(ms / unitMs.m);
  if (minutes < 90) return counted(minutes, 'minute');
  const hours = Math.round(ms / unitMs.h);
  return hours < 36 ? counted(hours, 'hour') : counted(Math.round(ms / unitMs.d), 'day');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
