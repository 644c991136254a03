import { isJson, type Json, patienceMs } from '../http.ts';
import { messageFlags } from './flags.ts';
import type { Interaction } from './interaction.ts';
import { type Post, postView, waitFor } from './posts.ts';
import type { Realm } from './realm.ts';

/** A choice offered by autocomplete. */
export interface Choice {
  name: string;
  value: string | number;
}

/** A person's hold on something they asked of an application. */
export interface InteractionHandle {
  id: string;
  token: string;
  /** The type of the first answer, as soon as there is one (4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 form). */
  answered(timeoutMs?: number): Promise<number>;
  /** The answer once it has content, be it given at once or after a deferral. */
  reply(timeoutMs?: number): Promise<Post>;
  /** The answer as it is now, thinking or not. */
  current(): Post | undefined;
  followUps(): Post[];
  /** Waits until there are so many follow-ups; gives the last of them. */
  followUp(count?: number, timeoutMs?: number): Promise<Post>;
  /** What the answer said before, oldest first. */
  edits(): string[];
  /** The form the application opened. */
  modal(timeoutMs?: number): Promise<Json>;
  /** The choices the application offered. */
  choices(timeoutMs?: number): Promise<Choice[]>;
}

/** Watches an interaction for a person. */
export function createHandle(realm: Realm, interaction: Interaction): InteractionHandle {
  const original = () => interaction.original && postView(realm, interaction.original);
  const when = <T>(find: () => T | undefined, what: string, timeoutMs = patienceMs) =>
    until(realm, interaction, find, what, timeoutMs);
  const answered = (timeoutMs?: number) => when(() => interaction.answerType, 'an answer', timeoutMs);
  return {
    id: interaction.id,
    token: interaction.token,
    answered,
    reply: (timeoutMs) => when(() => settled(realm, interaction), 'an answer with content', timeoutMs),
    current: original,
    followUps: () => interaction.followUps.map((message) => postView(realm, message)),
    followUp: (count = 1, timeoutMs) =>
      when(
        () => {
          const message = interaction.followUps[count - 1];
          return message && postView(realm, message);
        },
        `follow-up ${count}`,
        timeoutMs,
      ),
    edits: () => [...(interaction.original?.history ?? [])],
    modal: (timeoutMs) =>
      when(() => (interaction.answerType === 9 ? interaction.answer : undefined), 'a form', timeoutMs),
    choices: (timeoutMs) => when(() => choicesOf(interaction), 'choices', timeoutMs),
  };
}

function settled(realm: Realm, interaction: Interaction): Post | undefined {
  const message = interaction.original;
  const isSettled = message && (message.flags & messageFlags.loading) === 0 && interaction.answerType !== 6;
  return isSettled ? postView(realm, message) : undefined;
}

function choicesOf(interaction: Interaction): Choice[] | undefined {
  if (interaction.answerType !== 8) return undefined;
  const choices = interaction.answer?.['choices'];
  return Array.isArray(choices)
    ? choices
        .filter(isJson)
        .map((choice) => ({ name: String(choice['name']), value: choice['value'] as string | number }))
    : [];
}

function until<T>(
  realm: Realm,
  interaction: Interaction,
  find: () => T | undefined,
  what: string,
  timeoutMs: number,
): Promise<T> {
  return waitFor<unknown, T>({
    subscribe(hear) {
      realm.signals.on('interaction', hear);
      realm.signals.on('message', hear);
      return () => {
        realm.signals.off('interaction', hear);
        realm.signals.off('message', hear);
      };
    },
    find: () => find(),
    now: find,
    timeoutMs,
    complaint: () =>
      `the application gave no ${what} to "${String(interaction.data['name'] ?? interaction.data['custom_id'])}" within ${timeoutMs} ms`,
  });
}
