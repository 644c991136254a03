import { isMoment, lastMoment } from '../../lib/calendar.ts';
import type { Fact } from './fact.ts';

/** A fact as it is kept, opened. What is in no calendar is no time, whoever wrote it down. */
export function toFact({ body }: { body: string }): Fact {
  const fact: Fact = JSON.parse(body);
  const { from, until, saidAt } = fact;
  if ([from, until].every((at) => at === undefined || isMoment(at)) && isMoment(saidAt)) return fact;
  const { from: _from, until: _until, over, ...rest } = fact;
  return {
    ...rest,
    saidAt: onCalendar(saidAt),
    ...(isMoment(from) && { from }),
    ...(isMoment(until) && { until }),
    ...((over || (until !== undefined && !isMoment(until))) && { over: true }),
  };
}

/** A moment, or the nearest that stands in a calendar. */
export function onCalendar(at: number): number {
  return isMoment(at) ? at : at > lastMoment ? lastMoment : 0;
}
