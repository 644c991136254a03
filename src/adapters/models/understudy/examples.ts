import type { Character } from '../../../core/character.ts';

/** One thing somebody said to the character, and what it answered. */
export interface Exchange {
  asked: string;
  answer: string;
}

/** Everything in a card that is dialogue: its examples, and what some cards put into the description. */
export function dialoguesOf({ examples, description }: Character): string[] {
  const { dialogue } = splitDialogue(description);
  return dialogue === '' ? examples : [...examples, dialogue];
}

/** A text without the dialogue in it, and the dialogue, which ends with an empty line. */
export function splitDialogue(text: string): { dialogue: string; prose: string } {
  const dialogue: string[] = [];
  const prose: string[] = [];
  let talks = false;
  for (const line of text.split('\n')) {
    talks = mark.test(line) || (talks && line.trim() !== '');
    (talks ? dialogue : prose).push(line);
  }
  return { dialogue: dialogue.join('\n'), prose: prose.join('\n') };
}

const mark = /^\s*(\{\{char\}\}|\{\{user\}\}|<BOT>|<USER>)\s*:\s*(.*)$/i;

/** What is said aloud in a line: without its actions and quotation marks. */
export function spokenIn(line: string): string {
  return line
    .replace(/\*[^*]*\*/g, ' ')
    .replace(/["“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The exchanges in example dialogue; several lines of one speaker belong together. */
export function exchangesIn(examples: readonly string[]): Exchange[] {
  return examples.flatMap((block) => {
    const turns = turnsIn(block);
    return turns.flatMap((turn, index) => {
      if (!turn.own) return [];
      const before = turns[index - 1];
      return [{ asked: before !== undefined && !before.own ? before.text : '', answer: turn.text }];
    });
  });
}

function turnsIn(block: string): { own: boolean; text: string }[] {
  const turns: { own: boolean; text: string }[] = [];
  for (const line of block.split('\n')) {
    const begun = mark.exec(line);
    const last = turns.at(-1);
    if (begun !== null) turns.push({ own: /char|bot/i.test(begun[1] ?? ''), text: begun[2] ?? '' });
    else if (last !== undefined && line.trim() !== '') last.text += `\n${line.trim()}`;
  }
  return turns.filter(({ text }) => text.trim() !== '');
}
