import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { type Connected, connect, until } from '../../../test/contracts/discord-world.ts';
import type { Post } from '../../../test/fakes/discord/index.ts';
import { bareCharacter } from '../../../test/support/characters.ts';
import { guarded } from '../../core/commands/access.ts';
import { type Command, type CommandCall, type CommandReply, command } from '../../core/commands/command.ts';
import { fileInput, type GivenFile, largestFileBytes } from '../../core/commands/file.ts';

const calls: CommandCall<Record<string, unknown>>[] = [];
const said = { text: 'There.', visible: 'only-you' } as const;

function sample(name: string, reply: CommandReply, changes: Partial<Command> = {}): Command {
  const made = command({
    name,
    kind: 'slash',
    description: 'Does it.',
    input: z.object({}),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 0,
    async run(call) {
      calls.push(call);
      return reply;
    },
    ...changes,
  });
  return guarded(made, { now: Date.now });
}

const again = { label: 'Again', command: 'sing', input: { song: 'The "old" moon', times: 2 } };
const stop = { label: 'Stop', command: 'be still', input: {}, style: 'danger' } as const;
const files = [
  { name: 'a song.txt', contentType: 'text/plain', bytes: new TextEncoder().encode('La.') },
  { name: 'Мирa.json', contentType: 'application/json', bytes: new TextEncoder().encode('{}') },
];

const commands: Command[] = [
  sample('sing', said, {
    input: z.object({ song: z.string().describe('Which.'), times: z.int().describe('How often.') }),
    cooldownMs: 60_000,
  }),
  sample('be still', said, { permission: 'manage' }),
  sample('offer', { ...said, visible: 'everyone', files, buttons: [again, stop] }),
  sample('panel', { ...said, characterId: 'mira', files, buttons: [again] }),
  sample('wrong', { ...said, buttons: [{ ...again, input: { song: 'x'.repeat(90), times: 1 } }, stop] }),
  sample('heavy', { ...said, files: [{ ...files[0], bytes: new Uint8Array(11 * 1024 * 1024) } as never] }),
  sample('take', said, {
    input: z.object({ file: fileInput('Which file.'), note: z.string().optional().describe('A note.') }),
    async run({ input }) {
      const { name, contentType, size, bytes } = input['file'] as GivenFile;
      const text = new TextDecoder().decode(await bytes());
      return { ...said, text: `${name}, ${contentType}, ${size}: ${text}` };
    },
  }),
];

async function connectWithCommands(changes: Parameters<typeof connect>[0] = {}): Promise<Connected> {
  const characters = [bareCharacter({ id: 'mira', name: 'Mira', colour: '#aa5500' })];
  const connected = await connect({ commands, characters, ...changes });
  await until('commands', () => [...connected.world.app.commands.values()].some((scope) => scope.size > 0));
  return connected;
}

type Shown = Record<string, unknown>;

/** Every component of a message, those inside others too. */
function componentsOf(components: readonly Shown[]): Shown[] {
  return components.flatMap((one) => [one, ...componentsOf((one['components'] ?? []) as Shown[])]);
}

function buttonsOf(post: Post): Shown[] {
  return componentsOf(post.components).filter(({ type }) => type === 2);
}

describe('a file given to a command on Discord', () => {
  test('is an attachment, fetched when it is wanted', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const listed = [...(world.app.commands.get('global')?.values() ?? [])].find(
      ({ name }) => name === 'take',
    );
    assert.deepEqual(
      ((listed?.body['options'] ?? []) as Shown[]).map(({ type, required = false }) => [type, required]),
      [
        [11, true],
        [3, false],
      ],
    );
    const file = { name: 'Mira Vale.png', content: 'a picture', contentType: 'image/png' };
    const shown = await world.alice.command('take', { file, note: 'mine' }).reply();
    assert.equal(shown.text, 'Mira Vale.png, image/png, 9: a picture');
  });

  test('that is too large is refused with a sentence', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const file = { name: 'a.png', content: new Uint8Array(largestFileBytes + 1) };
    const { text } = await world.alice.command('take', { file }).reply();
    assert.match(text, /“a\.png” has 21 MB; .* 20 MB at most\./);
  });
});

describe('what a command gives on Discord', () => {
  test('files go with the text, and nobody is pinged', async () => {
    await using connected = await connectWithCommands();
    const shown = await connected.world.alice.command('offer').reply();
    assert.deepEqual(
      shown.files.map(({ name, contentType, bytes }) => [name, contentType, bytes.toString()]),
      [
        ['a_song.txt', 'text/plain', 'La.'],
        ['Мирa.json', 'application/json', '{}'],
      ],
    );
    assert.deepEqual([shown.text, shown.onlyFor], ['There.', undefined]);
    assert.deepEqual(shown.allowedMentions, { parse: [], users: [], replied_user: false });
  });

  test("files and buttons stand in a character's panel", async () => {
    await using connected = await connectWithCommands();
    const shown = await connected.world.alice.command('panel').reply();
    assert.equal(shown.onlyFor, connected.world.alice.id);
    assert.deepEqual(
      shown.components.map(({ type, file }) => [type, (file as Shown | undefined)?.['url']]),
      [
        [17, undefined],
        [13, 'attachment://a_song.txt'],
        [13, 'attachment://Мирa.json'],
      ],
    );
    assert.deepEqual([shown.files.length, buttonsOf(shown).length], [2, 1]);
  });

  test('a file that Discord does not take is named', async () => {
    await using connected = await connectWithCommands();
    const shown = await connected.world.alice.command('heavy').reply();
    assert.match(shown.text, /^There\.\n“a song\.txt” is too large for Discord/);
    assert.equal(shown.files.length, 0);
  });
});

describe('a button on Discord', () => {
  test('runs its command as whoever presses it, after a restart too', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const offer = await world.alice.command('offer').reply();
    assert.deepEqual(
      buttonsOf(offer).map(({ label, style }) => [label, style]),
      [
        ['Again', 2],
        ['Stop', 4],
      ],
    );
    await connected.stop();
    await using later = await connect({ world, commands });
    const [sing, still] = buttonsOf(offer).map((button) => String(button['custom_id']));
    const press = async (who: 'alice' | 'bob', id = '') =>
      (await world[who].click(offer.id, id).reply()).text;
    assert.equal(await press('bob', sing), 'There.');
    assert.deepEqual(calls.at(-1)?.input, again.input);
    assert.deepEqual([calls.at(-1)?.caller.name, calls.at(-1)?.caller.mayManage], ['Bob', false]);
    assert.match(await press('bob', sing), /again in \d+ s/);
    assert.equal(await press('alice', sing), 'There.');
    assert.match(await press('bob', still), /Manage Server/);
    assert.equal(await press('alice', still), 'There.');
    assert.equal(calls.at(-1)?.place.channelId, world.channels.text);
    await later.stop();
  });

  test('of a command that is gone says so', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const offer = await world.alice.command('offer').reply();
    await connected.stop();
    await using later = await connect({ world, commands: commands.slice(1) });
    const shown = await world.bob.click(offer.id, String(buttonsOf(offer)[0]?.['custom_id'])).reply();
    assert.match(shown.text, /^This button is from another time/);
    assert.equal(shown.onlyFor, world.bob.id);
    await later.stop();
  });

  test('that Discord could not keep is left out and told in the log', async () => {
    await using connected = await connectWithCommands();
    const shown = await connected.world.alice.command('wrong').reply();
    assert.deepEqual(
      buttonsOf(shown).map(({ label }) => label),
      ['Stop'],
    );
    assert.ok(connected.logged.some((line) => /button is left out.*longer than the 100/.test(line)));
  });
});
