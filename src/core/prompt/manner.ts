import { within } from '../../lib/deadline.ts';
import type { ConversationSettings } from '../config.ts';
import type { Feature, Manner, TurnView } from '../feature.ts';
import type { Log } from '../ports/log.ts';
import type { ReplyLength } from '../ports/model.ts';
import type { MannerUsed } from '../receipt.ts';
import type { SourcedSection } from './sections.ts';

/** How long a slice may take over what it adds to a turn. */
export const contributionDeadlineMs = 2_000;

/** How one turn speaks: what a slice asked for, within what the settings allow. */
export interface TurnManner {
  sections: SourcedSection[];
  temperature: number;
  replyTokens: number;
  length?: ReplyLength | undefined;
  /** For the receipt; undefined when no slice had a say. */
  used?: MannerUsed | undefined;
}

interface MannerNeeds {
  settings: Pick<ConversationSettings, 'temperature' | 'replyTokens'>;
  features: readonly Feature[];
  log: Log;
}

/** Asks the slices how to speak. One that fails or is late costs its manner, not the reply. */
export async function mannerFor(needs: MannerNeeds, view: TurnView): Promise<TurnManner> {
  const asked = await Promise.all(needs.features.map((feature) => mannerOf(feature, needs, view)));
  const [first] = asked.flatMap((manner) => manner ?? []);
  const { temperature, replyTokens } = needs.settings;
  return first === undefined ? { sections: [], temperature, replyTokens } : inForce(first, needs);
}

async function mannerOf(
  feature: Feature,
  { log }: MannerNeeds,
  view: TurnView,
): Promise<(Manner & { source: string }) | undefined> {
  if (feature.manner === undefined) return undefined;
  try {
    const manner = await within(contributionDeadlineMs, feature.manner(view));
    return manner && { ...manner, source: feature.name };
  } catch (error) {
    log.warn('A character speaks as it always does because a slice failed.', { slice: feature.name, error });
    return undefined;
  }
}

/** The settings bound the length, and a temperature of 0 there means answers that can be repeated. */
function inForce(manner: Manner & { source: string }, { settings }: MannerNeeds): TurnManner {
  const temperature = settings.temperature === 0 ? 0 : (manner.temperature ?? settings.temperature);
  const replyTokens = Math.min(settings.replyTokens, manner.replyTokens ?? settings.replyTokens);
  return {
    sections: manner.sections.map((section) => ({ ...section, source: manner.source })),
    temperature,
    replyTokens,
    length: manner.length,
    used: { mix: manner.mix, temperature, replyTokens },
  };
}

/** One line for a person: `chaotic 65 % (the card names it), caring 35 % (…); temperature 1.02, at most 400 tokens`. */
export function mannerText({ mix, temperature, replyTokens }: MannerUsed): string {
  const shares = mix.map(({ name, share, because }) => `${name} ${Math.round(share * 100)} % (${because})`);
  return `${shares.join(', ')}; temperature ${temperature}, at most ${replyTokens} tokens`;
}
