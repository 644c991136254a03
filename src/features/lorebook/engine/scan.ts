import { createPurse, type Purse } from './budget.ts';
import type { Candidate } from './candidate.ts';
import type { BudgetUse, Decision, KeyFound } from './decision.ts';
import { createDiary, type Diary } from './diary.ts';
import { ask, isMatch } from './gate.ts';
import { holdContests } from './groups.ts';
import type { ScanInput } from './input.ts';
import type { Match, PassAbout } from './pass.ts';
import type { Prepared } from './prepare.ts';
import { createReader, type Reading } from './reading.ts';
import type { Piece } from './scan-text.ts';
import { createTiming, type TimedState, type Timing } from './timed.ts';

/** An entry that fired, with its text as it is told. */
export interface Fired {
  candidate: Candidate;
  text: string;
  /** The key that called it, if one did. */
  key?: KeyFound | undefined;
}

/** What a scan found. */
export interface ScanResult {
  /** In the order in which they fired. */
  fired: readonly Fired[];
  /** One for each candidate, in their order. */
  decisions: readonly Decision[];
  /** Of those who were asked the last word on each: cheap, and enough for what fired. */
  noted: ReadonlyMap<Candidate, Decision>;
  budget: BudgetUse;
  passes: number;
  /** What has to be remembered until the next scan. */
  timed: TimedState;
}

/** Looks through a talk for everything that active books have to say on it. */
export function scan(prepared: Prepared, input: ScanInput): ScanResult {
  const run = createRun(prepared, input);
  for (let next: NextPass | undefined = { kind: 'first', skew: 0 }; next !== undefined; ) {
    const found = runPass(run, next);
    next = followUp(run, next, found);
  }
  return {
    fired: [...run.fired.values()],
    get decisions() {
      return run.diary.read();
    },
    get noted() {
      return run.diary.noted();
    },
    budget: run.purse.use(),
    passes: run.passes,
    timed: run.timing.after(run.fired.keys()),
  };
}

interface NextPass {
  kind: PassAbout['kind'];
  skew: number;
}

/** What lasts from pass to pass. */
interface Run {
  prepared: Prepared;
  input: ScanInput;
  timing: Timing;
  purse: Purse;
  read: ReturnType<typeof createReader>;
  fired: Map<Candidate, Fired>;
  /** Those that failed their roll; they are not asked again. */
  barred: Set<Candidate>;
  diary: Diary;
  /** What entries said, for recursion. */
  heard: Piece[];
  /** The levels that are still closed, lowest first. */
  levels: number[];
  level: number;
  passes: number;
}

function createRun(prepared: Prepared, input: ScanInput): Run {
  const levels = [...prepared.levels];
  return {
    prepared,
    input,
    timing: createTiming(input.timed, prepared.byId, input.length ?? input.messages.length),
    purse: createPurse(prepared, input.countTokens),
    read: createReader(prepared, input),
    fired: new Map(),
    barred: new Set(),
    diary: createDiary(prepared.candidates),
    heard: [],
    level: levels.shift() ?? 0,
    levels,
    passes: 0,
  };
}

/** The matches of a pass that were not barred by their roll, with their texts. */
type Told = Map<Match, string>;

function runPass(run: Run, { kind, skew }: NextPass): Told {
  run.passes += 1;
  const reading = run.read({ skew, heard: kind === 'min-activations' ? [] : run.heard });
  const matches = inTurn(matchesOf(run, kind, reading), run);
  const winners = holdContests(matches, {
    fired: run.fired,
    timing: run.timing,
    reading,
    scoringByDefault: run.prepared.settings.groupScoring,
    removesTwice: !run.prepared.strict,
    pass: run.passes,
    chance: run.input.chance,
    decide: (candidate, decision) => decide(run, candidate, decision),
  });
  return tell(run, winners, reading);
}

function matchesOf(run: Run, kind: PassAbout['kind'], reading: Reading): Match[] {
  const { prepared, input, timing, fired, barred } = run;
  const needs = { prepared, input, timing, reading, about: { pass: run.passes, kind, level: run.level } };
  const matches: Match[] = [];
  const asked = calledBy(run, reading);
  run.diary.open(needs, asked);
  for (const candidate of asked) {
    if (fired.has(candidate) || barred.has(candidate)) continue;
    const answer = ask(candidate, needs);
    if (isMatch(answer)) matches.push(answer);
    else decide(run, candidate, answer);
  }
  return matches;
}

/** Who may have something to say in this pass, in the books' order. */
function calledBy({ prepared, input }: Run, reading: Reading): readonly Candidate[] {
  const called = reading.called();
  if (called === undefined) return prepared.candidates;
  for (const id of [...Object.keys(input.timed.sticky), ...Object.keys(input.meant ?? {})]) {
    const candidate = prepared.byId.get(id);
    if (candidate !== undefined) called.add(candidate);
  }
  return [...called].sort((a, b) => a.index - b.index);
}

function decide({ diary }: Run, candidate: Candidate, decision: Decision): void {
  diary.note(candidate, decision);
}

/** Who is told first: what is sticky, then (by strict rules) what is constant, then by the books' order. */
function inTurn(matches: Match[], { timing, prepared }: Run): Match[] {
  const rank = ({ candidate }: Match) => {
    if (timing.isSticky(candidate)) return 0;
    if (!prepared.strict) return 1;
    return candidate.rules.leaveFirst ? 3 : candidate.entry.constant ? 1 : 2;
  };
  const priority = ({ candidate }: Match) => (prepared.strict ? (candidate.entry.priority ?? 0) : 0);
  return matches.sort(
    (a, b) => rank(a) - rank(b) || priority(b) - priority(a) || a.candidate.index - b.candidate.index,
  );
}

/** Rolls and pays for each match in turn; what can is told. */
function tell(run: Run, matches: readonly Match[], reading: Reading): Told {
  const told: Told = new Map();
  run.purse.open();
  for (const match of matches) {
    const { candidate } = match;
    // What no longer fits is not rolled for, so that it counts as wished for all the same.
    if (!run.purse.isShutFor(candidate) && !rolled(run, match)) continue;
    const text = run.input.expand(candidate.content);
    told.set(match, text);
    const paid = run.purse.pay(text, candidate);
    if (paid.overBy > 0) decide(run, candidate, { kind: 'budget', ...paid, pass: run.passes });
    else fire(run, match, text, paid.tokens, reading);
  }
  run.purse.close(searchable(told).map(([, text]) => text));
  return told;
}

function rolled(run: Run, { candidate }: Match): boolean {
  const { probability, useProbability } = candidate.entry;
  if (!useProbability || probability === 100 || run.timing.isSticky(candidate)) return true;
  const roll = run.input.chance(`entry ${run.passes} ${candidate.id}`) * 100;
  if (roll <= probability) return true;
  run.barred.add(candidate);
  decide(run, candidate, { kind: 'probability', roll, probability, pass: run.passes });
  return false;
}

function fire(
  run: Run,
  { candidate, because, key }: Match,
  text: string,
  tokens: number,
  reading: Reading,
): void {
  const found = key === undefined ? undefined : reading.found(candidate, key);
  const nearness = because === 'meaning' ? run.input.meant?.[candidate.id] : undefined;
  run.fired.set(candidate, { candidate, text, key: found });
  decide(run, candidate, {
    kind: 'fired',
    because,
    pass: run.passes,
    tokens,
    ...(found !== undefined && { key: found }),
    ...(nearness !== undefined && { nearness }),
  });
}

/** Which pass follows, if any; what this one said is then searched as well. */
function followUp(run: Run, { kind, skew }: NextPass, told: Told): NextPass | undefined {
  const { settings } = run.prepared;
  if (settings.maxPasses > 0 && run.passes >= settings.maxPasses) return undefined;
  const speaking = searchable(told);
  const next = nextPass(run, kind, skew, speaking.length > 0);
  if (next === undefined || speaking.length === 0) return next;
  const text = speaking.map(([, one]) => one).join('\n');
  run.heard.push({ text, from: { kind: 'entries', ids: speaking.map(([{ candidate }]) => candidate.id) } });
  return next;
}

/** What others may be triggered by. */
function searchable(told: Told): [Match, string][] {
  return [...told].filter(([{ candidate }]) => !candidate.entry.preventRecursion);
}

function nextPass(
  run: Run,
  kind: PassAbout['kind'],
  skew: number,
  isSpeaking: boolean,
): NextPass | undefined {
  const { settings } = run.prepared;
  const isFull = run.purse.use().overflowed;
  const recursion: NextPass = { kind: 'recursion', skew };
  if (settings.recursive && !isFull && isSpeaking) return recursion;
  if (settings.recursive && !isFull && kind === 'min-activations' && run.heard.length > 0) return recursion;
  if (!isFull && mayLookBack(run, skew)) return { kind: 'min-activations', skew: skew + 1 };
  const level = run.levels.shift();
  if (level === undefined) return undefined;
  run.level = level;
  return recursion;
}

function mayLookBack({ prepared: { settings }, input, fired }: Run, skew: number): boolean {
  const { minActivations, minActivationsDepth, depth } = settings;
  if (fired.size >= minActivations) return false;
  const reached = depth + skew;
  const isDeepEnough = minActivationsDepth > 0 && reached > minActivationsDepth;
  return !isDeepEnough && reached <= input.messages.length;
}
