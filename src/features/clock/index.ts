import type { Feature } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Check } from '../../core/ports/health.ts';
import { clockFace, isTimeZone, partOfDay, wallTime } from '../../lib/calendar.ts';
import { texts } from './texts.ts';

interface ClockNeeds {
  clock: Clock;
  /** `Europe/Berlin`. One that does not exist is told by the checks; the time is then UTC. */
  timeZone: string;
}

/** Lets characters know what time it is. */
export function clock({ clock: time, timeZone }: ClockNeeds): Feature {
  const known = isTimeZone(timeZone);
  const zone = known ? timeZone : 'UTC';
  return {
    name: 'clock',
    async context() {
      const text = timeIn(time.now(), zone);
      return [{ title: 'Time', text, volatility: 'now', priority: 1, because: texts.because }];
    },
    checks: async () => [checkOf(known, timeZone, timeIn(time.now(), zone))],
  };
}

function timeIn(now: number, zone: string): string {
  const at = wallTime(now, zone);
  return texts.now(`${at.weekday} ${partOfDay(at)}`, `${at.day} ${at.month} ${at.year}`, clockFace(at), zone);
}

function checkOf(known: boolean, timeZone: string, says: string): Check {
  if (known) return { name: 'Time zone', state: 'ok', says };
  return { name: 'Time zone', state: 'failed', says: texts.unknownZone(timeZone), fix: texts.setZone };
}
