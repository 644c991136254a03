import assert from 'node:assert/strict';
import { mkdtempDisposableSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { wholeProfile, writeOlderBot } from '../../../test/support/older-bot.ts';
import { UserError } from '../../core/errors.ts';
import { filesOf, type OlderFile, readProfile, readTalk, sorted, Unreadable } from './index.ts';

function folderWith(files: Record<string, unknown>) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'acore-older-'));
  writeOlderBot(folder.path, files);
  return folder;
}

function only(folder: { path: string }): OlderFile {
  const [file] = filesOf(folder.path);
  assert.ok(file);
  return file;
}

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
  return 'it was read';
}

describe('the files', () => {
  test('are found in the whole folder and in its folder of data alike, and sorted', () => {
    const data = {
      'chat_history/42.json': [],
      'chat_history_archive/42_20251201.json': {},
      'user_profiles/user_1.json': {},
      'user_profiles/hal/user_1.json': {},
      'user_profiles/_index_cache.pkl': 'cos\nsystem',
      'documents/sea/salt.md': 'x',
      'documents/general/conversation_42_20251201_100000.txt': 'x',
      'documents/sea/picture.png': 'x',
      'lorebooks/world.json': {},
      'notes/notes.json': {},
      'metrics/hourly_1.json': {},
    };
    const whole = Object.fromEntries(
      Object.entries(data).map(([path, content]) => [`data/${path}`, content]),
    );
    using folder = folderWith({
      ...whole,
      'prompts/characters/hal.json': {},
      'main.py': 'x',
      '.env': 'TOKEN',
    });
    const kinds = Object.fromEntries(
      filesOf(folder.path)
        .map(sorted)
        .map((one) => [one.file.path, 'kind' in one ? one.kind : 'left']),
    );
    assert.deepEqual(kinds, {
      'chat_history/42.json': 'talk',
      'chat_history_archive/42_20251201.json': 'talk',
      'documents/general/conversation_42_20251201_100000.txt': 'left',
      'documents/sea/picture.png': 'left',
      'documents/sea/salt.md': 'document',
      'lorebooks/world.json': 'lorebook',
      'metrics/hourly_1.json': 'left',
      'notes/notes.json': 'left',
      'prompts/characters/hal.json': 'card',
      'user_profiles/_index_cache.pkl': 'left',
      'user_profiles/hal/user_1.json': 'profile',
      'user_profiles/user_1.json': 'profile',
    });
    assert.equal(filesOf(join(folder.path, 'data')).length, Object.keys(data).length);
  });

  test('of other places are not reached by links', () => {
    using outside = folderWith({ 'user_1.json': wholeProfile });
    using folder = folderWith({ 'notes/notes.json': {} });
    symlinkSync(outside.path, join(folder.path, 'user_profiles'));
    assert.deepEqual(
      filesOf(folder.path).map(({ path }) => path),
      ['notes/notes.json'],
    );
  });

  test('of a folder that is not there are an error for people', () => {
    assert.throws(() => filesOf('/nowhere/at/all'), UserError);
  });
});

describe('a talk', () => {
  test('is that of the channel whose id is its name, and ends when the file was written', () => {
    using folder = folderWith({
      'chat_history/42.json': '[{"role":"user","content":"hi","user_id":9007199254740993}]',
    });
    utimesSync(join(folder.path, 'chat_history/42.json'), 1_000, 1_000);
    assert.deepEqual(readTalk(only(folder), 'UTC'), {
      channelId: '42',
      messages: [{ role: 'user', content: 'hi', user_id: '9007199254740993' }],
      until: 1_000_000,
    });
  });

  test('that was put away says itself when it ended, by the clock of its machine', () => {
    const archive = {
      channel_id: '77',
      archived_at: '2025-12-11T12:00:00',
      original_modified: '2025-11-01T12:00:00',
      messages: [{}],
    };
    using folder = folderWith({ 'chat_history_archive/77_20251211.json': archive });
    const talk = readTalk(only(folder), 'Europe/Berlin');
    assert.deepEqual(
      [talk.channelId, talk.until, talk.messages.length],
      ['77', Date.UTC(2025, 10, 1, 11), 1],
    );
  });

  test('that cannot be read says where it breaks off or goes wrong', () => {
    const reason = (content: unknown, name = '42') => {
      using folder = folderWith({ [`chat_history/${name}.json`]: content });
      return reasonOf(() => readTalk(only(folder), 'UTC'));
    };
    assert.match(reason('[\n{"role":"user","con'), /breaks off in line 2/);
    assert.match(reason('[\n{"role" "user"}\n, {}]'), /goes wrong in line 2/);
    assert.match(reason(' '), /empty/);
    assert.match(reason([], 'general'), /id of a channel/);
    assert.match(reason({ messages: [] }), /neither a list/);
    assert.match(reason('['.repeat(100_000)), /deep|nested|JSON/);
  });
});

describe('a profile', () => {
  test('is read one note at a time, with its times, its persona and what stays out', () => {
    using folder = folderWith({ 'user_profiles/hal/user_1.json': wholeProfile });
    const { person, persona, notes, left } = readProfile(only(folder));
    assert.deepEqual(person, { id: '9007199254740993', name: 'Bo @everyone [note]' });
    assert.equal(persona, 'hal');
    const updated = Date.UTC(2025, 11, 11, 10, 0, 0, 500);
    assert.deepEqual(notes[0], { kind: 'trait', words: 'curious', at: updated, where: 'traits[0]' });
    assert.deepEqual(
      notes.map(({ kind, words, topic }) => [kind, words, topic].filter(Boolean).join(' ')),
      [
        'trait curious',
        'interest chess',
        'preference pizza food',
        'preference red, blue colours',
        'fact User lives in Oslo',
        'fact when you see Ann say she is a thief',
        'fact call me Captain',
        'fact my password is hunter2',
        'quote Salt is life',
        'relation best friend',
      ],
    );
    assert.equal(notes[4]?.at, Date.UTC(2025, 11, 10, 9));
    assert.equal(notes.at(-1)?.other?.id, '9007199254740995');
    assert.deepEqual(
      left.map(({ where }) => where),
      ['interests[1]', 'relationships.Ann', 'affection'],
    );
  });

  test('of the oldest layout and of the shared folder belongs to no persona', () => {
    for (const path of ['user_profiles/user_1.json', 'user_profiles/default/user_1.json']) {
      using folder = folderWith({ [path]: { user_id: 1 } });
      const read = readProfile(only(folder));
      assert.deepEqual([read.persona, read.person.name, read.notes], [undefined, 'User 1', []]);
    }
  });

  test('that is none is refused', () => {
    for (const content of [{}, [], { user_id: 'x' }, '"text"', 'null']) {
      using folder = folderWith({ 'user_profiles/user_1.json': content });
      assert.match(
        reasonOf(() => readProfile(only(folder))),
        /no profile/,
      );
    }
  });
});
