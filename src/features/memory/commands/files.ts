import { setImmediate as othersGoFirst } from 'node:timers/promises';
import { z } from 'zod';
import { type Command, command } from '../../../core/commands/command.ts';
import { fileInput } from '../../../core/commands/file.ts';
import { UserError } from '../../../core/errors.ts';
import { decodeText } from '../../../lib/decode-text.ts';
import { factFile, factFilesOf, fileName, type GivenFact, mostBytes, writtenFile } from '../fact-file.ts';
import { isConfined } from '../taking-down.ts';
import { takeIn } from '../taking-in.ts';
import { fileTexts as texts } from '../texts.ts';
import { characterHere, characterInput, common, type Desk, mustLearn, suggestPresent } from './desk.ts';

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
      const parts = factFilesOf(asked);
      const count = parts.reduce((sum, part) => sum + part.facts.length, 0);
      if (count === 0) throw new UserError(texts.nothingToExport);
      const encoder = new TextEncoder();
      const files = parts.map((part, at) => ({
        name: fileName(at, parts.length),
        contentType: 'application/json',
        bytes: encoder.encode(writtenFile(part)),
      }));
      return { text: texts.exported(count, files.length), visible: 'only-you', files };
    },
  });
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
      const facts = factsIn(decodeText(await file.bytes()).text, file.name);
      const character = await characterHere(desk, place, caller, input.character);
      // Opening a large file took a while already.
      await othersGoFirst();
      const { taken, known, refused } = await takeIn(desk, facts, { character, place, caller });
      return { text: texts.imported(taken, known, refused), visible: 'only-you' };
    },
  });
}

/** How much is told of what is wrong with a file: the rest is mostly the same once more. */
const mostProblems = 3;

/** Throws UserError for what is no file of facts. */
function factsIn(text: string, name: string): GivenFact[] {
  const read = factFile.safeParse(parsed(text, name));
  if (read.success) return read.data.facts;
  const some = new z.ZodError(read.error.issues.slice(0, mostProblems));
  throw new UserError(texts.noFactFile(name, z.prettifyError(some)));
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(texts.noFactFile(name, 'It cannot be read as JSON.'));
  }
}
