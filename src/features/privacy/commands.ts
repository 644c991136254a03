import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import {
  type Command,
  type CommandButton,
  type CommandCall,
  type CommandReply,
  command,
  type ReplyFile,
} from '../../core/commands/command.ts';
import { consentTiers } from '../../core/consent.ts';
import { UserError } from '../../core/errors.ts';
import { type Person, totalOf } from '../../core/keeping.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Care } from './care.ts';
import type { PrivacySettings } from './config.ts';
import type { Keepers } from './erasing.ts';
import type { Choices, PrivacyStore } from './store.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  store: PrivacyStore;
  keepers: Keepers;
  care: Pick<Care, 'erase'>;
  storage: Pick<Storage, 'copies'>;
  clock: Clock;
  settings: PrivacySettings;
}

const mostDays = 3_650;
/** What every host takes as a file. */
const mostBytes = 8 * 1024 * 1024;
const everywhere = { contexts: ['guild', 'direct'], kind: 'slash', permission: 'everyone' } as const;

/** The commands with which everybody looks after their own words; nobody sees or changes another's. */
export function privacyCommands(needs: CommandNeeds): Command[] {
  return [show(needs), consent(needs), pause(needs), keep(needs), exportAll(needs), erase(needs)];
}

function show({ store, keepers, settings }: CommandNeeds): Command {
  return command({
    ...everywhere,
    name: 'privacy show',
    description: 'What is kept about you, and what may be done with it.',
    input: z.object({}),
    cooldownMs: 0,
    async run(call) {
      const person = personOf(call);
      const choices = await store.of(person.host, person.id);
      const days = texts.daysAre(settings, choices.keepDays);
      const text = texts.panel(choices, days, await keepers.count(person));
      return { ...onlyYou(text), buttons: nextSteps(choices) };
    },
  });
}

function nextSteps({ tier, paused }: Choices): CommandButton[] {
  return [
    { label: texts.known, command: 'memory list', input: {} },
    { label: texts.export, command: 'privacy export', input: {} },
    {
      label: paused ? texts.resume : texts.pause,
      command: 'privacy pause',
      input: { state: paused ? 'off' : 'on' },
    },
    tier === 'full'
      ? { label: texts.toOffTheRecord, command: 'privacy consent', input: { tier: 'off-the-record' } }
      : { label: texts.toFull, command: 'privacy consent', input: { tier: 'full' } },
    { label: texts.eraseAll, command: 'privacy erase', input: {}, style: 'danger' },
  ];
}

function consent({ store, clock }: CommandNeeds): Command {
  return command({
    ...everywhere,
    name: 'privacy consent',
    description: 'What may be done with your words: where they may go, and whether they are kept.',
    input: z.object({
      tier: z
        .enum(consentTiers)
        .describe('full: as usual; local-only: to no model outside; off-the-record: nothing is kept.'),
    }),
    cooldownMs: 0,
    example: '/privacy consent local-only',
    async run(call) {
      const { tier } = call.input;
      await store.choose(personOf(call), tier, clock.now());
      return onlyYou(texts.consentSet(tier));
    },
  });
}

function pause({ store, clock, settings }: CommandNeeds): Command {
  return command({
    ...everywhere,
    name: 'privacy pause',
    description: 'Whether characters may learn from what you say.',
    input: z.object({ state: z.enum(['on', 'off']).describe('on: nothing new is learned from you.') }),
    cooldownMs: 0,
    example: '/privacy pause on',
    async run(call) {
      const paused = call.input.state === 'on';
      const now = clock.now();
      await store.pause(personOf(call), paused, now, now - settings.keep);
      return onlyYou(paused ? texts.paused : texts.resumed);
    },
  });
}

function keep({ store, settings }: CommandNeeds): Command {
  return command({
    ...everywhere,
    name: 'privacy keep',
    description: 'How many days what you say is kept.',
    input: z.object({
      days: z
        .int()
        .min(1)
        .max(mostDays)
        .optional()
        .describe('A shorter time than the general one; leave it out to follow that again.'),
    }),
    cooldownMs: 0,
    example: '/privacy keep 30',
    async run(call) {
      const { days } = call.input;
      await store.change(personOf(call), { keepDays: days });
      return onlyYou(days === undefined ? texts.keepGeneral : texts.keepSet(days, settings));
    },
  });
}

function exportAll({ store, keepers, clock }: CommandNeeds): Command {
  return command({
    ...everywhere,
    name: 'privacy export',
    description: 'Everything that is kept about you, as a file.',
    input: z.object({}),
    cooldownMs: 30_000,
    async run(call) {
      const person = personOf(call);
      const file = await exportFile({ store, keepers, clock }, person);
      const packed = file.bytes.length <= mostBytes ? file : gzipped(file);
      if (packed.bytes.length > mostBytes)
        throw new UserError(texts.tooLarge(Math.ceil(packed.bytes.length / 1024 / 1024)));
      return { ...onlyYou(packed === file ? texts.exported : texts.packed), files: [packed] };
    },
  });
}

function erase({ keepers, care, storage }: CommandNeeds): Command {
  return command({
    ...everywhere,
    name: 'privacy erase',
    description: 'Erases everything that is kept about you.',
    input: z.object({
      sure: z.boolean().optional().describe('Yes: do it, without asking first. It cannot be taken back.'),
    }),
    cooldownMs: 0,
    async run(call) {
      const person = personOf(call);
      if (call.input.sure === true) {
        return onlyYou(texts.erased(await care.erase(person), storage.copies().length));
      }
      const kept = await keepers.count(person);
      if (totalOf(kept) === 0) return onlyYou(texts.nothingToErase);
      const sure: CommandButton = {
        label: texts.eraseAll,
        command: 'privacy erase',
        input: { sure: true },
        style: 'danger',
      };
      return { ...onlyYou(texts.askToErase(kept)), buttons: [sure] };
    },
  });
}

/** All of a person's as one file of JSON. */
export async function exportFile(
  { store, keepers, clock }: Pick<CommandNeeds, 'store' | 'keepers' | 'clock'>,
  person: Person,
): Promise<ReplyFile> {
  const { tier, paused, pauses, unkept, keepDays } = await store.of(person.host, person.id);
  const all = {
    person,
    exportedAt: new Date(clock.now()).toISOString(),
    choices: { tier, paused, pauses, unkept, keepDays: keepDays ?? null },
    kept: await keepers.export(person),
  };
  return {
    name: `acore-${person.id}.json`,
    contentType: 'application/json',
    bytes: new TextEncoder().encode(`${JSON.stringify(all, undefined, 2)}\n`),
  };
}

function gzipped({ name, bytes }: ReplyFile): ReplyFile {
  return { name: `${name}.gz`, contentType: 'application/gzip', bytes: gzipSync(bytes) };
}

function personOf({ place, caller }: Pick<CommandCall<unknown>, 'place' | 'caller'>): Person {
  return { host: place.host, id: caller.id };
}

function onlyYou(text: string): CommandReply {
  return { text, visible: 'only-you' };
}
