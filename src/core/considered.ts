import type { AddressingView, Verdict } from './addressing.ts';
import type { Considered } from './receipt.ts';

const consideredAtMost = 25;
const spokenToLead = ['mentioned', 'always', 'summoned'];

/**
 * Who of those present was thought of for a message, and why each is to answer or not: those who answer first. Nobody
 * is where the message was not looked at for names, such as in a channel that is off.
 */
export function consideredIn(
  view: AddressingView,
  verdict: Verdict,
  nameOf: (id: string) => string,
): Considered[] {
  if (verdict.kind === 'silent' && verdict.ending.outcome !== 'not-addressed') return [];
  const chosen = verdict.kind === 'answer' ? verdict.speakers : [];
  const others = view.present.filter((id) => !chosen.some(({ characterId }) => characterId === id));
  return [
    ...chosen.map(({ characterId, because }) => ({
      characterId,
      characterName: nameOf(characterId),
      chosen: true,
      because: leads(view, characterId) && spokenToLead.includes(because) ? ('lead' as const) : because,
    })),
    ...others.map((characterId) => ({
      characterId,
      characterName: nameOf(characterId),
      chosen: false,
      because: view.named.includes(characterId) ? ('names-not-heard' as const) : ('not-named' as const),
    })),
  ].slice(0, consideredAtMost);
}

/** Two messages that one turn answers: whoever was chosen for either is chosen. */
export function consideredTogether(first: readonly Considered[], later: readonly Considered[]): Considered[] {
  const chosen = first.filter((one) => one.chosen);
  const others = later.filter(({ characterId }) => !chosen.some((one) => one.characterId === characterId));
  return [...chosen, ...others].slice(0, consideredAtMost);
}

/** Nobody in particular was spoken to, and the first one present speaks for all. */
function leads({ present, named, message }: AddressingView, id: string): boolean {
  return present[0] === id && !named.includes(id) && message.summons?.characterId !== id;
}
