import type { Candidate } from './candidate.ts';
import type { Decision } from './decision.ts';
import type { GateNeeds } from './pass.ts';

/** What the decorators of a strict entry hold against its firing. All conditions have to be met. */
export function strictRefusal(candidate: Candidate, needs: GateNeeds): Decision | undefined {
  const { rules } = candidate;
  const failed = conditions.find(([, isMet]) => !isMet(candidate, needs))?.[0];
  if (failed !== undefined) return { kind: 'decorator', name: failed };
  const isOver = rules.repeat === 'never' && needs.timing.hasFired(candidate);
  return isOver ? { kind: 'decorator', name: 'dont_activate_after_match' } : undefined;
}

type Condition = (candidate: Candidate, needs: GateNeeds) => boolean;

const conditions: [name: string, isMet: Condition][] = [
  ['activate_only_after', ({ rules: { after } }, needs) => after === undefined || spoken(needs) >= after],
  [
    'activate_only_every',
    ({ rules: { every } }, needs) => every === undefined || spoken(needs) % every === 0,
  ],
  ['is_greeting', ({ rules }, { input }) => [undefined, input.greeting].includes(rules.greeting)],
  ['is_user_icon', ({ rules }, { input }) => [undefined, input.userIcon].includes(rules.userIcon)],
  ['additional_keys', (candidate, needs) => candidate.entry.useRegex || hasAdditional(candidate, needs)],
  ['exclude_keys', (candidate, needs) => candidate.entry.useRegex || !hasExcluded(candidate, needs)],
];

/** How often the character has spoken, its greeting counted. */
function spoken({ input }: GateNeeds): number {
  return input.messages.filter(({ byCharacter }) => byCharacter).length;
}

function hasAdditional(candidate: Candidate, { reading }: GateNeeds): boolean {
  return candidate.rules.alsoKeys.every((keys) => keys.some((key) => reading.matches(candidate, key)));
}

function hasExcluded(candidate: Candidate, { reading }: GateNeeds): boolean {
  return candidate.rules.notKeys.some((key) => reading.matches(candidate, key));
}
