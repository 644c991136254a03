import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { UserError } from '../../core/errors.ts';
import { givenFile } from './attachments.ts';

/** What is fetched of a file that Discord says has one byte, and that is served like this. */
async function fetched(
  context: TestContext,
  serve: RequestListener,
  signal = new AbortController().signal,
): Promise<Uint8Array> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
  return await givenFile({ filename: 'a.png', size: 1, url }, signal).bytes();
}

async function refused(context: TestContext, serve: RequestListener, says: RegExp): Promise<void> {
  const isIt = (error: unknown) => error instanceof UserError && says.test(error.message);
  await assert.rejects(fetched(context, serve), isIt);
}

test('a file is fetched as it is', async (context) => {
  const bytes = await fetched(context, (_, answer) => answer.end('picture'));
  assert.equal(new TextDecoder().decode(bytes), 'picture');
});

test('a file that is gone, or moved to another address, is not fetched', async (context) => {
  const gone = /“a\.png” could not be fetched from Discord\. Try again/;
  await refused(context, (_, answer) => answer.writeHead(404).end('no'), gone);
  const elsewhere: RequestListener = ({ url }, answer) =>
    url === '/b' ? answer.end('secret') : answer.writeHead(302, { location: '/b' }).end();
  await refused(context, elsewhere, gone);
});

test('a file that is larger than it was said to be is not read to its end', async (context) => {
  const endless: RequestListener = (_, answer) => {
    const more = () => {
      while (!answer.destroyed && answer.write(Buffer.alloc(1024 * 1024)));
    };
    answer.on('drain', more).on('error', () => {});
    more();
  };
  await refused(context, endless, /“a\.png” has \d+ MB; a file may have 20 MB at most/);
});

test('the fetching ends when Acore stops', async (context) => {
  const stopping = new AbortController();
  const begun: RequestListener = (_, answer) => {
    answer.write('x');
    stopping.abort();
  };
  await assert.rejects(fetched(context, begun, stopping.signal), UserError);
});
