import type { Verdict } from './addressing.ts';
import type { ServiceError } from './errors.ts';
import type { Message } from './message.ts';
import type { Answer, Ending } from './receipt.ts';

/** Joined to a later message of the same person. */
export function coalesced(message: Message): Ending {
  return {
    outcome: 'coalesced',
    why: 'The same person went on; the answer to the later message covers this one.',
    into: message.id,
  };
}

/** Its own turn had begun, and gave way to the turn of a later message of the same person. */
export function superseded(message: Message): Ending {
  return {
    outcome: 'superseded',
    why: 'The same person went on before its answer was said; the answer to the later message covers both.',
    into: message.id,
  };
}

/** Somebody answered; `partly` says what was missing. */
export function answered(partly: Ending | undefined): Ending {
  return {
    outcome: partly?.outcome === 'uncertain' ? 'uncertain' : 'answered',
    why: partly === undefined ? 'It was answered.' : `It was answered, though not completely: ${partly.why}`,
  };
}

/** The model gave a character nothing to say. */
export function refused({ characterName, cut, usage }: Answer): Ending {
  if (cut === 'length') return thoughtTooLong(usage.completionTokens);
  return {
    outcome: 'refused',
    why: `The model gave ${characterName} nothing to say (it refused, or its answer was empty).`,
  };
}

function thoughtTooLong(tokens: number): Ending {
  return {
    outcome: 'refused',
    why: `The model used up its ${tokens} tokens before it said a word; it was most likely thinking.`,
    remedy: {
      setting: 'conversation.replyTokens',
      instead: Math.min(8_192, Math.max(2_048, tokens * 4)),
      how: 'Raise conversation.replyTokens, or choose a model that does not think.',
    },
  };
}

/** The model could not answer. */
export function modelEnding(error: ServiceError): Ending {
  if (error.failure === 'content-refused') return { outcome: 'refused', why: error.message };
  return {
    outcome: 'model-unavailable',
    why: error.message,
    failure: error.failure as Exclude<Ending['failure'], undefined>,
    remedy: {
      setting: 'model.understudyWhenDown',
      instead: true,
      how: 'Mend the model, or set model.understudyWhenDown to true so that the built-in understudy answers meanwhile.',
    },
  };
}

/** It came too late to be taken up. */
export const shuttingDown: Ending = {
  outcome: 'shutting-down',
  why: 'Acore was stopping when it arrived. Say it again in a minute.',
};
/** Taken back by its author. */
export const deleted: Ending = { outcome: 'deleted', why: 'It was deleted before it was answered.' };

/** One of two copies of what was said through a proxy. */
export function proxied(into: string): Ending {
  return {
    outcome: 'proxied',
    why: 'It is a copy of what was said through a proxy; the other copy is answered.',
    into,
  };
}

/** Said off the record to an earlier process, which took the words with it. */
export const lost: Ending = {
  outcome: 'interrupted',
  why: 'It was said off the record, so nothing of it was left when Acore stopped. Say it again.',
};

/** Left unanswered by an earlier process, and too old now. */
export const interrupted = {
  kind: 'silent',
  ending: {
    outcome: 'interrupted',
    why: 'Acore stopped before it could be answered, and it is too old now. Say it again.',
  },
} as const satisfies Verdict;
