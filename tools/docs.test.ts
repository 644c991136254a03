import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { invitation } from '../src/adapters/discord/doctor.ts';
import { openStorage } from '../src/adapters/storage/index.ts';
import { settingsOfEnvironment } from '../src/config/environment.ts';
import { settingsReference } from '../src/config/reference.ts';
import { modelFailures } from '../src/core/errors.ts';
import { channelModes } from '../src/core/ports/rooms.ts';
import { outcomes } from '../src/core/receipt.ts';
import { refusalReasons } from '../src/features/memory/extract/index.ts';
import { migrations } from '../src/slices.ts';
import { freshSlices } from './fresh-slices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync(['*.md', 'docs/**/*.md', 'characters/*.md', 'test/**/*.md', 'bench/*.md'], {
  cwd: root,
}).map((path) => path.replaceAll('\\', '/'));
const ownPages = pages.filter((path) => !['THIRD_PARTY.md', 'docs/configuration.md'].includes(path));

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** The first cells of a page's tables that are nothing but `code`. */
function firstCells(page: string): string[] {
  return [...textOf(page).matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
}

function linksIn(page: string): string[] {
  const text = textOf(page).replaceAll(/^```[\s\S]*?^```/gm, '');
  const found = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)];
  return found
    .map(([, markdown, html]) => markdown ?? html ?? '')
    .filter((link) => !/^(https?:|mailto:|#)/.test(link));
}

/** What looks like the path of a file of ours; names with `*`, capitals for “any” or `data/` are none. */
function pathsIn(page: string): string[] {
  const words = textOf(page)
    .replaceAll(/https?:\/\/\S+/g, '')
    .match(/[\w.*-]+(?:\/[\w.*-]+)+\.(?:ts|js|md|yaml|json|css|html|yml)\b/g);
  return (words ?? []).filter((word) => !/\*|NAME|^\.|^data\//.test(word));
}

function isThere(path: string, page: string): boolean {
  return ['', 'src', dirname(page)].some((folder) => existsSync(join(root, folder, path)));
}

describe('what the documents say is there', () => {
  test('every relative link leads somewhere', () => {
    const broken = pages.flatMap((page) =>
      linksIn(page)
        .filter((link) => !existsSync(join(root, posix.join(dirname(page), link.replace(/#.*$/, '')))))
        .map((link) => `${page}: ${link}`),
    );
    assert.deepEqual(broken, []);
    assert.ok(linksIn('README.md').length > 10);
  });

  test('every file that is named exists', () => {
    const gone = ownPages.flatMap((page) =>
      pathsIn(page)
        .filter((path) => !isThere(path, page))
        .map((path) => `${page}: ${path}`),
    );
    assert.deepEqual(gone, []);
    assert.ok(pathsIn('docs/architecture.md').length > 40);
  });

  test('the tree shows every folder of features and adapters, and the files of src', () => {
    const [, tree = ''] = /^```\n([\s\S]*?)^```/m.exec(textOf('docs/architecture.md')) ?? [];
    const shown = tree.match(/[\w-]+(?:\.ts|\/(?=\s))/g)?.map((name) => name.replace('/', '')) ?? [];
    const there = globSync(['src/features/*', 'src/adapters/*', 'src/*'], { cwd: root }).map((path) =>
      posix.basename(path),
    );
    assert.deepEqual(
      there.filter((name) => !shown.includes(name) && !name.endsWith('.test.ts')),
      [],
    );
  });

  test('every setting and environment variable that is named exists', () => {
    const settings = settingsReference().flatMap(({ settings }) => settings.map(({ path }) => path));
    const sections = new Set(settings.map((path) => path.split('.')[0]));
    const variables = [...Object.keys(settingsOfEnvironment), 'ACORE_DATA', 'ACORE_CONFIG'];
    const wrong = ownPages
      .filter((page) => !page.startsWith('test/'))
      .flatMap((page) => {
        const text = textOf(page);
        const named = [...text.matchAll(/`([a-z]+(?:\.[a-zA-Z]+)+)(?::[^`]*)?`/g)].map(
          ([, path = '']) => path,
        );
        const used = text.match(/\b(?:ACORE|DISCORD|OPENAI|OPENROUTER|OLLAMA)_[A-Z_]+\b/g) ?? [];
        return [
          ...named.filter((path) => sections.has(path.split('.')[0]) && !settings.includes(path)),
          ...used.filter((name) => !variables.includes(name)),
        ].map((name) => `${page}: ${name}`);
      });
    assert.deepEqual(wrong, []);
  });
});

/** The tables of a fresh installation, without SQLite's own. */
async function tablesMade(): Promise<unknown[]> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'acore-docs-'));
  const file = join(folder.path, 'acore.db');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  await using opened = await openStorage({ file, migrations, log, clock: Date });
  assert.equal((await opened.storage.health()).ok, true);
  using database = new DatabaseSync(file, { readOnly: true });
  const names = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
  return names.map(({ name }) => name).filter((name) => !String(name).startsWith('sqlite_'));
}

describe('closed lists are told completely', () => {
  test('modes and outcomes of a message', () => {
    assert.deepEqual(firstCells('docs/conversation.md'), [...channelModes, ...outcomes]);
  });

  test('why a model could not answer', () => {
    assert.deepEqual(firstCells('docs/models.md'), [...modelFailures]);
  });

  test('every reason for which a claim of a model is refused', () => {
    assert.deepEqual(firstCells('docs/learning.md').sort(), [...refusalReasons].sort());
  });

  test('the tables of the database', async () => {
    const [, section = ''] = /^## Tables\n([\s\S]*?)^## /m.exec(textOf('docs/architecture.md')) ?? [];
    const told = [...section.matchAll(/^\| `(\w+)` \| ([\w()]+) \|/gm)].map(([, table]) => table);
    assert.deepEqual(told.sort(), await tablesMade());
  });

  test('the slices', async () => {
    const { all } = await freshSlices();
    const [, tree = ''] = /^```\n([\s\S]*?)^```/m.exec(textOf('docs/architecture.md')) ?? [];
    for (const { name } of all) assert.match(tree, new RegExp(`^    ${name}/ `, 'm'));
  });
});

test('the invitation asks for what doctor asks for', () => {
  const { searchParams } = new URL(invitation('APPLICATION_ID'));
  for (const page of ['README.md', 'docs/discord.md']) {
    const [address = ''] = textOf(page).match(/https:\/\/discord\.com\/oauth2\/authorize\S+/) ?? [];
    assert.deepEqual(Object.fromEntries(new URL(address).searchParams), Object.fromEntries(searchParams));
  }
});

test('decisions are numbered without gaps', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root })
    .map((path) => Number(posix.basename(path.replaceAll('\\', '/')).slice(0, 4)))
    .sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});
