/** One thing somebody said to the character, and what it answered. */
export interface Exchange {
  asked: string;
  answer: string;
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
    const mark = /^\s*(\{\{char\}\}|\{\{user\}\}|<BOT>|<USER>)\s*:\s*(.*)$/i.exec(line);
    const last = turns.at(-1);
    if (mark !== null) turns.push({ own: /char|bot/i.test(mark[1] ?? ''), text: mark[2] ?? '' });
    else if (last !== undefined && line.trim() !== '') last.text += `\n${line.trim()}`;
  }
  return turns.filter(({ text }) => text.trim() !== '');
}
