import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { acore, begin, document } from './command.ts';
import { temporaryFolder } from './harness.ts';

const name = 'potion/retrieval-32M';
const path = '/minishlab/potion-retrieval-32M/resolve/6fc8051fab2a1e0ee76689cf08c853792ac285e7/config.json';
const folder = temporaryFolder();
const env = { ACORE_DATA: folder.path };
let server: ModelServer;

before(async () => {
  server = await startModelServer();
  const config = `embeddings: { use: ${name}, downloads: "${server.base}" }\n`;
  writeFileSync(join(folder.path, 'config.yaml'), config);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test('list tells what can be fetched, how, and what is used', async () => {
  const { code, out } = await acore(['embeddings', 'list'], { env });
  assert.equal(code, 0);
  assert.match(
    out,
    /^potion\/retrieval-32M +English +131 MB +Not here: acore embeddings get potion\/retrieval-32M --yes In use\.$/m,
  );
  assert.match(out, /^potion\/multilingual-128M +101 languages +531 MB +Not here: .*--yes$/m);
  const json = await acore(['embeddings', 'list', '--json'], { env });
  const { use, models } = document<{ use: string; models: { state: string; used: boolean }[] }>(json);
  assert.deepEqual(
    [use, models.map(({ state, used }) => [state, used])],
    [
      name,
      [
        ['missing', true],
        ['missing', false],
      ],
    ],
  );
});

test('get without --yes tells what it is and where it comes from, and fetches nothing', async () => {
  const { code, out } = await acore(['embeddings', 'get', 'potion/multilingual-128M'], { env });
  assert.equal(code, 0);
  assert.match(
    out,
    /101 languages; by MinishLab, licence MIT\.\n531 MB from 127\.0\.0\.1:\d+\/minishlab\/potion-multilingual-128M into .*models\.\nSay --yes to fetch it\.\n$/,
  );
  assert.ok(!existsSync(join(folder.path, 'models')));
  assert.deepEqual(server.requests, []);
});

test('get of something else says what there is', async () => {
  const ended = await acore(['embeddings', 'get', 'potion/huge', '--json'], { env });
  assert.equal(ended.code, 1);
  assert.match(
    document<{ error: string }>(ended).error,
    /There are: potion\/retrieval-32M, potion\/multilingual-128M\.$/,
  );
});

test('get says when the server does not have it, or has something else', async () => {
  const missing = await acore(['embeddings', 'get', name, '--yes'], { env });
  assert.deepEqual([missing.code, missing.out], [1, '']);
  assert.match(
    missing.complaint,
    /does not give out config\.json \(HTTP 404\)\. Check embeddings\.downloads\.\n$/,
  );
  assert.deepEqual(server.requests, [path]);
  server.files.set(path, Buffer.alloc(202, '{'));
  const other = await acore(['embeddings', 'get', name, '--yes'], { env });
  assert.equal(other.code, 1);
  assert.match(other.complaint, /is not the file that Acore knows: its SHA-256 is another\./);
});

test('get that is interrupted says that it can go on', async () => {
  server.files.set(path, Buffer.alloc(202));
  server.fail = (_, response) => {
    response.writeHead(200, { 'content-length': 202 });
    response.write(Buffer.alloc(100));
    return true;
  };
  await using getting = begin(['embeddings', 'get', name, '--yes'], { env });
  await getting.writes(/0 % of 131 MB/);
  getting.signal('SIGINT');
  const { code, complaint } = await getting.ended;
  assert.equal(code, 1);
  assert.match(complaint, /Stopped\. What was fetched stays, and the same command goes on with it\.\n$/);
  assert.match((await acore(['embeddings', 'list'], { env })).out, /Begun, 0 MB here: acore/);
});
