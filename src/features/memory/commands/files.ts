import { z } from 'zod';
import { type Command, command } from '../../../core/commands/command.ts';
import { fileInput } from '../../../core/commands/file.ts';
import { UserError } from '../../../core/errors.ts';
import { laneOf, type Place } from '../../../core/message.ts';
import { decodeText } from '../../../lib/decode-text.ts';
import { fold } from '../../../lib/fold.ts';
import { isKeepable } from '../extract/index.ts';
import { type Fact, factKinds } from '../fact.ts';
import type { NewChange } from '../ledger.ts';
import { isConfined } from '../taking-down.ts';
import { fileTexts as texts } from '../texts.ts';
import { statementOf } from '../told.ts';
import { characterHere, characterInput, common, type Desk, mustLearn, suggestPresent } from './desk.ts';

const mostFacts = 2_000;
const mostBytes = 2 * 1024 * 1024;

const subject = z.object({ id: z.string().min(1).max(100), name: z.string().min(1).max(100) });

/** A file of facts, as `/memory export` gives it. */
const factFile = z.object({
  acore: z.literal('memory'),
  version: z.literal(1),
  facts: z
    .array(
      z.object({
        statement: z.string().min(3).max(300),
        kind: z.enum(factKinds),
        about: z.array(subject).min(1).max(10),
        saidBy: subject,
        saidAt: z.number().int().nonnegative(),
        confidence: z.number().min(0).max(1).default(0.8),
        value: z.string().max(300).optional(),
        slot: z.string().max(100).optional(),
        from: z.number().int().optional(),
        until: z.number().int().optional(),
      }),
    )
    .max(mostFacts),
});

/** The commands that give facts as a file, and take one in. */
export function filesCommands(desk: Desk): Command[] {
  return [exporting(desk), importing(desk)];
}

function exporting({ book }: Desk): Command {
  return command({
    ...common,
    name: 'memory export',
    description: 'Gives you what is remembered from you, or all that is remembered here, as a file.',
    input: z.object({
      all: z.boolean().optional().describe('Yes: everything of this server, for those who manage it.'),
    }),
    permission: 'everyone',
    example: '/memory export',
    async run({ input, place, caller }) {
      if (input.all === true && !caller.mayManage) throw new UserError(texts.onlyManagers);
      const { facts } = await book.visibleTo(caller, place);
      const asked = input.all === true ? facts : facts.filter(({ saidBy }) => saidBy.id === caller.id);
      // What a character said may hold words of whom it answered: it stays with its message, and goes with it.
      const wanted = asked.filter(({ wordsOf }) => wordsOf === undefined);
      if (wanted.length === 0) throw new UserError(texts.nothingToExport);
      const body = { acore: 'memory', version: 1, facts: wanted.map(withoutPlace) };
      const bytes = new TextEncoder().encode(`${JSON.stringify(body, undefined, 2)}\n`);
      return {
        text: texts.exported(wanted.length),
        visible: 'only-you',
        files: [{ name: 'memory.json', contentType: 'application/json', bytes }],
      };
    },
  });
}

/** What goes out says nothing of channels and messages that the file's readers may not know of. */
function withoutPlace({ lane: _lane, sources: _sources, endedBy: _endedBy, id: _id, ...fact }: Fact) {
  return fact;
}

function importing(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory import',
    description: 'Takes in a file of facts that /memory export gave.',
    input: z.object({
      file: fileInput('The file.'),
      character: characterInput('Who is to remember them; leave it out for the one that answered you last.'),
    }),
    permission: 'everyone',
    suggest: { character: suggestPresent(desk) },
    async run({ input, place, caller }) {
      const { file } = input;
      await mustLearn(desk, place);
      await isConfined(desk, place, caller.id);
      if (file.size > mostBytes) throw new UserError(texts.tooLarge(file.name));
      const read = factFile.safeParse(parsed(decodeText(await file.bytes()).text));
      if (!read.success) throw new UserError(texts.noFactFile(file.name, z.prettifyError(read.error)));
      const character = await characterHere(desk, place, caller, input.character);
      const lane = laneOf(place);
      const known = await desk.facts.in({ shelves: [{ characterId: character.id, lane }] });
      const there = new Set(known.map(({ statement, saidBy }) => `${saidBy.id}\n${statement}`));
      const own = ({ about, saidBy }: z.infer<typeof factFile>['facts'][number]) =>
        saidBy.id === caller.id && about.every(({ id }) => id === caller.id);
      const tiers = await tiersOf(
        desk,
        place,
        read.data.facts.map(({ saidBy }) => saidBy.id),
      );
      const allowed = read.data.facts.filter(
        (fact) =>
          (caller.mayManage || own(fact)) &&
          tiers.get(fact.saidBy.id) !== 'off-the-record' &&
          isKeepable(fact.statement),
      );
      const changes = allowed.flatMap((fact): NewChange[] => {
        const statement = statementOf(fact.statement);
        if (there.has(`${fact.saidBy.id}\n${statement}`)) return [];
        const after: Fact = {
          ...fact,
          id: desk.newId(),
          characterId: character.id,
          lane,
          statement,
          value: fact.value ?? fold(statement),
          sources: [],
          extractor: 'import/1',
          ...(tiers.get(fact.saidBy.id) === 'local-only' && { confined: true }),
        };
        return [{ kind: 'imported', before: undefined, after }];
      });
      if (changes.length > 0) {
        await desk.storage.transaction(async (transaction) => {
          await desk.lanes.begin(transaction, place, character.id, desk.clock.now());
          await desk.book.writeIn(transaction, changes, { by: { id: caller.id, name: caller.name } });
        });
      }
      const refused = read.data.facts.length - allowed.length;
      return {
        text: texts.imported(changes.length, allowed.length - changes.length, refused),
        visible: 'only-you',
      };
    },
  });
}

/** What those allow whose words a file holds. */
async function tiersOf({ consents }: Desk, { host }: Place, people: readonly string[]) {
  const tiers = [...new Set(people)].map(async (id) => [id, (await consents.of(host, id)).tier] as const);
  return new Map(await Promise.all(tiers));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
