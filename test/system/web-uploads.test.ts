import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { documentEndings } from '../../src/core/document.ts';
import { docxFile } from '../support/documents.ts';
import { until } from './discord-talk.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { type Visitor, visit } from './web-visitor.ts';

interface Listed {
  documents: { name: string; state: string; pieces: number }[];
}

describe('files that the page sends', () => {
  let app: TestApp;
  let visitor: Visitor;
  before(async () => {
    app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    visitor = await visit(app.url);
  });
  after(async () => {
    await visitor[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
  });

  const add = (fileName: string, content: Uint8Array | string) =>
    visitor.ask<{ error?: string }>('POST', '/api/documents/add', {
      fileName,
      base64: Buffer.from(content).toString('base64'),
    });
  const listed = async () => (await visitor.ask<Listed>('GET', '/api/documents')).json.documents;
  const errors = () => app.logged.filter((line) => /"level":"error"/.test(line));

  for (const path of ['/api/documents/add', `/api/commands/file?name=a.md&call=%7B%7D`])
    test(`one that breaks off half-way leaves nothing, at ${path.split('?')[0]}`, async () => {
      const { hostname, port, host } = new URL(app.url);
      const type = path.includes('file') ? 'application/octet-stream' : 'application/json';
      const socket = connect(Number(port), hostname);
      const head = [
        `POST ${path} HTTP/1.1`,
        `host: ${host}`,
        `content-type: ${type}`,
        'content-length: 900000',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n{"fileName":"half.md","base64":"${'QUJD'.repeat(1_000)}`);
      await until('it was sent', () => socket.bytesWritten > 4_000 && socket.writableLength === 0);
      socket.destroy();
      assert.equal((await add('whole.md', 'The gate opens at dawn.')).status, 200);
      await until('it is read', async () => (await listed()).every(({ state }) => state === 'ready'));
      assert.deepEqual(
        (await listed()).map(({ name }) => name),
        ['whole.md'],
      );
      assert.deepEqual(errors(), []);
    });

  test('two of one name at once are one', async () => {
    const both = await Promise.all(
      ['dawn', 'noon'].map((time) => add('twice.md', `The gate opens at ${time}.`)),
    );
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    );
    assert.equal((await listed()).filter(({ name }) => name === 'twice.md').length, 1);
  });

  test('what is broken, empty or another kind than it says is told so, and nothing else suffers', async () => {
    const wrong = ['broken.docx', 'broken.pdf'];
    for (const name of wrong) await add(name, docxFile(['Cut short.']).subarray(0, 90));
    await add('page.html', '<script>alert("zqscript")</script><p onclick="zqclick()">@everyone, apples.</p>');
    for (const ending of documentEndings) await add(`empty.${ending}`, '');
    await until('all are looked at', async () => (await listed()).every(({ state }) => state !== 'waiting'));
    const states = new Map((await listed()).map(({ name, state }) => [name, state]));
    assert.deepEqual(
      [...wrong, 'page.html', 'whole.md'].map((name) => states.get(name)),
      ['failed', 'failed', 'ready', 'ready'],
    );
    assert.deepEqual(errors(), []);
  });
});
