import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { keptLog, until } from '../../../../test/contracts/model-provider.ts';
import { cutAfter, startModelServer } from '../../../../test/support/model-server.ts';
import { placeModel, potionFiles, potionModel } from '../../../../test/support/potion.ts';
import { temporaryFolder } from '../../../../test/system/harness.ts';
import { UserError } from '../../../core/errors.ts';
import { type FetchNeeds, fetchModel } from './fetching.ts';
import { begunBytes, folderOf, sizeOf, stagingOf, stateOf } from './folder.ts';
import { bytesOf, type PotionModel } from './models.ts';

const files = potionFiles('WordPiece');
const model = potionModel('potion/retrieval-32M', files);
const weights = '/makers/retrieval-32M/resolve/f00d/model.safetensors';

async function rig() {
  await using undo = new AsyncDisposableStack();
  const folder = undo.use(temporaryFolder());
  const server = undo.use(await startModelServer());
  for (const [name, bytes] of Object.entries(files)) server.files.set(`${dirname(weights)}/${name}`, bytes);
  const told: number[] = [];
  const log = keptLog();
  const stop = new AbortController();
  const owned = undo.move();
  return {
    server,
    told,
    log,
    stop,
    models: folder.path,
    get: (more: Partial<FetchNeeds> = {}) =>
      fetchModel({
        model,
        models: folder.path,
        downloads: `${server.base}/`,
        log,
        clock: Date,
        signal: stop.signal,
        tell: (bytes) => told.push(bytes),
        patience: { tries: 3, waitMs: 1, silenceMs: 10_000 },
        ...more,
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function assertWhole(models: string): void {
  assert.equal(stateOf(models, model), 'there');
  const folder = folderOf(models, model);
  for (const [name, bytes] of Object.entries(files))
    assert.ok(readFileSync(join(folder, name)).equals(bytes), name);
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort());
  assert.ok(!existsSync(stagingOf(models, model)));
}

async function assertRefused(getting: Promise<unknown>, says: RegExp): Promise<void> {
  await assert.rejects(getting, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, says);
    return true;
  });
}

/** How much of the weights is there. */
function gotWeights(models: string): number {
  return sizeOf(join(stagingOf(models, model), 'model.safetensors.part')) ?? 0;
}

/** Sends so many bytes of the weights more, then breaks off. */
function cut(
  models: string,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
  count: number,
) {
  const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
  return cutAfter(response, bytes, { from, to: from + count }, () => gotWeights(models) === from + count);
}

test('fetches every file at the state that is known, tells how far it is, and does it once', async () => {
  await using it = await rig();
  assert.equal(await it.get(), true);
  assertWhole(it.models);
  assert.deepEqual(
    it.server.requests,
    model.files.map(({ name }) => `${dirname(weights)}/${name}`),
  );
  assert.deepEqual(
    it.told,
    it.told.toSorted((a, b) => a - b),
  );
  assert.equal(it.told.at(-1), bytesOf(model));
  assert.equal(await it.get(), false);
  assert.equal(it.server.requests.length, 3);
});

test('goes on after the connection breaks, without fetching anything twice', async () => {
  await using it = await rig();
  it.server.fail = (request, response, bytes) => {
    if (request.url !== weights || gotWeights(it.models) + 20_000 >= bytes.length) return false;
    return cut(it.models, request, response, bytes, 20_000);
  };
  assert.equal(await it.get(), true);
  assertWhole(it.models);
  const ranges = it.server.requests.filter((request) => request.startsWith(`${weights} bytes=`));
  assert.ok(ranges.length >= 2, `${ranges}`);
});

test('gives up on a server that breaks off again and again; a later try goes on with what is there', async () => {
  await using it = await rig();
  it.server.fail = (request, response, bytes) => {
    if (request.url !== weights) return false;
    if (request.headers.range === undefined) return cut(it.models, request, response, bytes, 10_000);
    response.writeHead(503).end();
    return true;
  };
  await assertRefused(it.get(), /breaks off again and again\. .*goes on with it/);
  assert.equal(stateOf(it.models, model), 'missing');
  const begun = begunBytes(it.models, model);
  assert.ok(begun > 10_000 && begun < bytesOf(model), `${begun}`);
  it.server.fail = undefined;
  it.server.requests.length = 0;
  assert.equal(await it.get(), true);
  assertWhole(it.models);
  assert.deepEqual(it.server.requests, [`${weights} bytes=10000-`]);
});

test('a server that cannot go on begins anew; one that goes on elsewhere is asked again', async () => {
  for (const answer of ['whole', 'elsewhere', 'never'] as const) {
    await using it = await rig();
    let cuts = 0;
    it.server.fail = (request, response, bytes) => {
      if (request.url !== weights) return false;
      if (request.headers.range === undefined)
        return cuts++ === 0 && cut(it.models, request, response, bytes, 1_000);
      if (answer === 'never') response.writeHead(416).end();
      if (answer === 'whole') response.end(bytes);
      if (answer !== 'elsewhere') return true;
      if (cuts++ > 1) return false;
      response.writeHead(206, { 'content-range': `bytes 5-${bytes.length}/*` }).end(bytes.subarray(5));
      return true;
    };
    assert.equal(await it.get(), true, answer);
    assertWhole(it.models);
  }
});

test('a server that falls silent is left', async () => {
  await using it = await rig();
  let silent = 0;
  it.server.fail = (request, response, bytes) => {
    if (request.url !== weights || silent > 0) return false;
    silent += 1;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 100));
    return true;
  };
  assert.equal(await it.get({ patience: { tries: 3, waitMs: 1, silenceMs: 1_000 } }), true);
  assertWhole(it.models);
});

test('what is not the file that is known is thrown away, and not fetched first when its size tells', async () => {
  await using it = await rig();
  const whole = files['model.safetensors'] ?? Buffer.alloc(0);
  it.server.files.set(weights, Buffer.from(whole).fill(7, whole.length - 1));
  await assertRefused(it.get(), /its SHA-256 is another\. It was thrown away/);
  assert.equal(stateOf(it.models, model), 'missing');
  assert.equal(begunBytes(it.models, model), bytesOf(model) - whole.length);

  it.server.files.set(weights, Buffer.concat([whole, whole]));
  await assertRefused(it.get(), /it has \d+ bytes instead of \d+/);
  it.server.fail = (request, response) => {
    if (request.url !== weights) return false;
    response.write(whole);
    return void response.end(whole) === undefined;
  };
  await assertRefused(it.get(), /it has \d+ bytes instead of \d+/);
  it.server.fail = undefined;
  it.server.files.set(weights, whole);
  assert.equal(await it.get(), true);
  assertWhole(it.models);
});

test('a model that is damaged is completed: only what is wrong comes anew', async () => {
  await using it = await rig();
  for (const harm of ['cut', 'changed'] as const) {
    placeModel(it.models, model, files);
    const file = join(folderOf(it.models, model), 'tokenizer.json');
    if (harm === 'cut') truncateSync(file, 10);
    else writeFileSync(file, Buffer.from(readFileSync(file)).fill(0, 5, 6));
    it.server.requests.length = 0;
    assert.equal(await it.get(), true, harm);
    assertWhole(it.models);
    assert.deepEqual(it.server.requests, [`${dirname(weights)}/tokenizer.json`]);
  }
});

test('says when the server has no such model, or is not there', async () => {
  await using it = await rig();
  it.server.files.delete(weights);
  await assertRefused(it.get(), /^127\.0\.0\.1:\d+ does not give out model\.safetensors \(HTTP 404\)/);
  await assertRefused(it.get({ downloads: 'http://127.0.0.1:9' }), /^127\.0\.0\.1:9 cannot be reached/);
});

test('says when the disk has too little room, before it fetches anything', async () => {
  await using it = await rig();
  const [first, ...rest] = model.files;
  const huge = {
    ...model,
    files: [...rest, { name: 'huge', sha256: '', ...first, bytes: 2 ** 52 }],
  } as PotionModel;
  await assertRefused(
    it.get({ model: huge }),
    /too little room: 4503\d+ MB are still to be fetched, and \d+ MB are free/,
  );
  assert.deepEqual(it.server.requests, []);
});

test('says when the disk becomes full', { skip: !existsSync('/dev/full') }, async () => {
  await using it = await rig();
  mkdirSync(stagingOf(it.models, model), { recursive: true });
  symlinkSync('/dev/full', join(stagingOf(it.models, model), 'model.safetensors.part'));
  await assertRefused(it.get(), /^The disk is full\. Make room, and say the same again/);
});

test('says when the folder cannot be written to', async () => {
  await using it = await rig();
  const file = join(it.models, 'file');
  writeFileSync(file, '');
  await assertRefused(it.get({ models: join(file, 'models') }), /models cannot be written to \(ENOTDIR\)/);
});

test('is stopped, and goes on another time', async () => {
  await using it = await rig();
  it.server.fail = (request, response, bytes) => {
    if (request.url !== weights) return false;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 5_000));
    return true;
  };
  const getting = it.get();
  await until(() => begunBytes(it.models, model) > 5_000, 'some is here');
  it.stop.abort();
  await assertRefused(getting, /^Stopped\. What was fetched stays/);
  it.server.fail = undefined;
  assert.equal(await it.get({ signal: new AbortController().signal }), true);
  assertWhole(it.models);
});

test('a model that came whole and cannot be read is not kept', async () => {
  await using it = await rig();
  const broken = { ...files, 'tokenizer.json': Buffer.from('{"model":{"type":"BPE","vocab":{"a":0}}}') };
  const other = potionModel('potion/retrieval-32M', broken);
  for (const [name, bytes] of Object.entries(broken))
    it.server.files.set(`${dirname(weights)}/${name}`, bytes);
  await assertRefused(it.get({ model: other }), /came whole, but Acore cannot read it/);
  assert.equal(stateOf(it.models, other), 'missing');
  assert.equal(begunBytes(it.models, other), 0);
  assert.ok(it.log.lines.some((line) => line.includes('cannot be read')));
});

test('what lay half fetched makes way for a whole model that was damaged', async () => {
  await using it = await rig();
  mkdirSync(stagingOf(it.models, model), { recursive: true });
  writeFileSync(join(stagingOf(it.models, model), 'rubbish'), 'x');
  placeModel(it.models, model, files);
  truncateSync(join(folderOf(it.models, model), 'config.json'), 1);
  assert.equal(await it.get(), true);
  assertWhole(it.models);
});
