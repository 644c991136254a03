import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { command } from '../../core/commands/command.ts';
import { fileInput, largestFileBytes } from '../../core/commands/file.ts';
import { fileAt, saveFile } from './files.ts';
import { createTalk } from './talk.ts';

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acore-files-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

const bytes = new TextEncoder().encode('La.');
const song = { name: 'song.txt', contentType: 'text/plain', bytes };

test('a typed path leads to a file: from the folder, from the root, from home', async (context) => {
  const folder = await folderFor(context);
  await writeFile(join(folder, 'Mira Vale.png'), bytes);
  for (const typed of ['Mira Vale.png', ' ./Mira Vale.png ', join(folder, 'Mira Vale.png')]) {
    const file = fileAt(typed, folder);
    assert.deepEqual([file.name, file.size, (await file.bytes()).length], ['Mira Vale.png', 3, 3]);
  }
  const home = basename(homedir());
  assert.throws(() => fileAt(`~/../${home}`, folder), /is not a file/);
});

test('what is no file, or too large a one, is refused with a sentence', async (context) => {
  const folder = await folderFor(context);
  await mkdir(join(folder, 'cards'));
  await writeFile(join(folder, 'large.bin'), new Uint8Array(largestFileBytes + 1));
  assert.throws(() => fileAt('nothing.png', folder), /There is no file “nothing\.png”\./);
  assert.throws(() => fileAt('cards', folder), /“cards” is not a file\./);
  await assert.rejects(fileAt('large.bin', folder).bytes(), /“large\.bin” has 21 MB/);
});

test('a file is put beside what is there, and stays in its folder', async (context) => {
  const folder = await folderFor(context);
  const save = async (name: string) => basename(await saveFile({ ...song, name }, folder));
  assert.deepEqual(
    [await save('song.txt'), await save('song.txt'), await save('../song.txt'), await save('.bashrc')],
    ['song.txt', 'song (2).txt', '_song.txt', 'bashrc'],
  );
  assert.deepEqual([await save('..'), await save('a\u0000b:c\\d.png')], ['file', 'a_b_c_d.png']);
  assert.equal((await readdir(folder)).length, 6);
  assert.equal(await readFile(join(folder, 'song (2).txt'), 'utf8'), 'La.');
});

test('a command reads a file, gives one, and says what may be typed next', async (context) => {
  const folder = await folderFor(context);
  await writeFile(join(folder, 'in.txt'), bytes);
  const printed: string[] = [];
  const copy = command({
    name: 'copy',
    kind: 'slash',
    description: 'Copies.',
    input: z.object({ file: fileInput('Which.'), loud: z.boolean().optional().describe('Loud.') }),
    permission: 'everyone',
    contexts: ['guild'],
    cooldownMs: 0,
    async run({ input }) {
      const files = [{ ...song, name: 'in.txt', bytes: await input.file.bytes() }];
      const again = { label: 'Again', command: 'copy', input: { file: 'in.txt', loud: true } };
      return { text: 'Copied.', visible: 'only-you', files, buttons: [again] };
    },
  });
  const nothing = {} as never;
  const talk = createTalk({
    conversation: nothing,
    cast: nothing,
    clock: { now: () => 0 },
    commands: [copy],
    screen: { print: (text) => void printed.push(text) },
    lines: { speakAs() {} },
    speaker: 'Ada',
    streams: { colours: false },
    folder,
    nextId: () => 'id',
  });
  await talk.handle('/copy in.txt');
  await talk.handle('/copy out.txt');
  assert.deepEqual(printed, [
    `Copied.\nSaved as ${join(folder, 'in (2).txt')}\n1. Again: type /copy file:"in.txt" loud:yes`,
    'There is no file “out.txt”.',
  ]);
});
