import { z } from 'zod';
import { type Command, command } from '../../../core/commands/command.ts';
import { homeOf } from '../../../core/message.ts';
import type { HomeRules } from '../lane-store.ts';
import { texts } from '../texts.ts';
import { common, type Desk } from './desk.ts';

const onOff = z.enum(['on', 'off']).optional().describe('On or off; leave it out to see what holds.');

/** What admins say about a home. */
export const ruleNames = ['learning', 'share', 'noted'] as const;
export type Rule = (typeof ruleNames)[number];

interface Switch {
  description: string;
  isOn(rules: HomeRules): boolean;
  set(rules: HomeRules, on: boolean, now: number): HomeRules;
  says(on: boolean): string;
}

export const switches: Readonly<Record<Rule, Switch>> = {
  learning: {
    description: 'Says whether the characters may remember what is said in this server.',
    isOn: ({ learnsSince }) => learnsSince !== undefined,
    set: (rules, on, now) => ({ ...rules, learnsSince: on ? (rules.learnsSince ?? now) : undefined }),
    says: texts.learning,
  },
  share: {
    description: 'Says whether the characters of this server tell each other what they remember.',
    isOn: ({ shared }) => shared,
    set: (rules, on) => ({ ...rules, shared: on }),
    says: texts.sharing,
  },
  noted: {
    description: 'Says whether a small line tells the channel what was noted.',
    isOn: ({ noted }) => noted,
    set: (rules, on) => ({ ...rules, noted: on }),
    says: texts.noting,
  },
};

/** The commands by which admins say what is remembered at all, and who shares it. */
export function rulesCommands(desk: Desk): Command[] {
  return ruleNames.map((rule) => switching(desk, `memory ${rule}`, switches[rule]));
}

function switching(
  { lanes, clock, settings }: Desk,
  name: string,
  { description, isOn, set, says }: Switch,
): Command {
  return command({
    ...common,
    name,
    description,
    input: z.object({ state: onOff }),
    permission: 'manage',
    example: `/${name} on`,
    async run({ input: { state }, place }) {
      const home = homeOf(place);
      const rules = await lanes.rules(home);
      if (state === undefined)
        return { text: settings.enabled ? says(isOn(rules)) : texts.switchedOff, visible: 'only-you' };
      await lanes.setRules(home, set(rules, state === 'on', clock.now()));
      const before = isOn(rules) ? 'on' : 'off';
      const buttons =
        before === state ? [] : [{ label: texts.undoLabel, command: name, input: { state: before } }];
      return { text: says(state === 'on'), visible: 'everyone', buttons };
    },
  });
}
