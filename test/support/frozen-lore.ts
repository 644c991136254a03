import assert from 'node:assert/strict';
import type { ScanMessage } from '../../src/features/lorebook/engine/input.ts';
import type { Prepared } from '../../src/features/lorebook/engine/prepare.ts';
import type { ScanResult } from '../../src/features/lorebook/engine/scan.ts';
import { type FrozenNote, freeze, type Placed } from '../../src/features/lorebook/frozen.ts';

/** One turn of a talk in which lore is frozen. */
interface FrozenTurn {
  before: readonly FrozenNote[];
  prepared: Pick<Prepared, 'byId'>;
  result: ScanResult;
  messages: readonly Pick<ScanMessage, 'text'>[];
}

/** Freezes what a scan found and checks what must hold whatever the book and the talk: each thing is told once, in its place, within the budget. */
export function freezeChecked({ before, prepared: { byId }, result, messages }: FrozenTurn): Placed {
  const talk = messages.map(({ text }, index) => ({ messageId: String(index), text }));
  const countTokens = (text: string) => Math.ceil(text.length / 4);
  const placed = freeze({ before, result, byId, talk, countTokens });
  const firing = new Set(result.fired.map(({ candidate }) => candidate.id));
  const inNotes = placed.notes.map(({ id }) => id);
  const told = [...placed.asWritten.map(({ candidate }) => candidate.id), ...inNotes];
  assert.equal(new Set(told).size, told.length, 'nothing is told twice');
  for (const { candidate, text } of result.fired)
    assert.ok(text.trim() === '' || told.includes(candidate.id), 'everything that fired is told');
  const lasting = placed.notes.filter(({ id }) => !firing.has(id));
  const room = Math.max(0, result.budget.budget - result.budget.used);
  assert.ok(lasting.reduce((sum, { text }) => sum + countTokens(text), 0) <= room, 'the budget is kept');
  for (const note of placed.notes) {
    const old = before.find(({ id }) => id === note.id);
    const place = talk.findIndex(({ messageId }) => messageId === note.after);
    assert.ok(place >= 0 || talk.length === 0, 'it stands below a message of the talk');
    if (old === undefined) assert.ok(place === talk.length - 1, 'what is new stands at the end');
    else if (old.after === note.after) assert.equal(note.text, old.text, 'what stays is not touched');
  }
  return placed;
}
