import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { createWeb } from '../../src/adapters/web/index.ts';
import type { Entrance, Parts } from '../../src/app.ts';
import { type Command, command } from '../../src/core/commands/command.ts';
import { fileInput, largestFileBytes } from '../../src/core/commands/file.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';
import { ada, type Visitor, visit } from './web-visitor.ts';

const common = {
  kind: 'slash',
  permission: 'manage',
  contexts: ['guild', 'direct'],
  cooldownMs: 0,
} as const;

/** What stands for the commands that take cards and give them; they take the place of Acore's own of the same name. */
const commands: Command[] = [
  command({
    ...common,
    name: 'character import',
    description: 'Takes a card.',
    input: z.object({
      file: fileInput('Which card.'),
      alias: z.string().optional().describe('Its name here.'),
    }),
    async run({ input, caller }) {
      const { name, size, bytes } = input.file;
      const words = new TextDecoder().decode((await bytes()).slice(0, 20));
      return { text: `${caller.name} gave ${name}, ${size}: ${words}`, visible: 'only-you' };
    },
  }),
  command({
    ...common,
    name: 'give',
    description: 'Gives files.',
    input: z.object({}),
    async run() {
      const text = '<script>alert(1)</script>';
      const bytes = new TextEncoder().encode(text);
      const file = { name: "Zdeňka's (1).html", contentType: 'text/html', bytes };
      return {
        text: 'Here.',
        visible: 'everyone',
        files: [file, { ...file, name: 'b.json', contentType: 'application/json' }],
      };
    },
  }),
];

/** Acore with its page and with these commands. */
async function start(): Promise<TestApp> {
  let url = '';
  const entrances = async (parts: Parts): Promise<Entrance[]> => {
    const own = parts.slices.commands.filter(({ name }) => commands.every((other) => other.name !== name));
    const all = [...own, ...commands];
    const web = createWeb({
      ...parts,
      ...parts.slices,
      commands: all,
      settings: parts.loaded.settings.web,
      routes: [],
    });
    const opened = await web.open();
    url = opened.url;
    return [{ platform: web.platform, start: web.start, close: opened.stop }];
  };
  const app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' }, entrances });
  return { ...app, url };
}

interface Shown {
  text: string;
  files: { name: string; size: number; url: string }[];
  buttons: { label: string; line: string; danger: boolean }[];
}

describe('files and buttons of the playground', () => {
  let app: TestApp;
  let visitor: Visitor;
  before(async () => {
    app = await start();
    visitor = await visit(app.url);
  });
  after(async () => {
    await visitor[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
  });

  const line = '/character import file:"Mira Vale.png"';
  const call = { channelId: 'tavern', person: ada, line };

  /** Sends a file as the page does, but for what is changed. */
  async function send(
    body: string | Uint8Array,
    change: { query?: object; headers?: Record<string, string> } = {},
  ) {
    const query = new URLSearchParams({ call: JSON.stringify(call), name: 'Mira Vale.png', ...change.query });
    const headers = { 'content-type': 'application/octet-stream', ...change.headers };
    const url = `${app.url}/api/commands/file?${query}`;
    const answer = await fetch(url, { method: 'POST', headers, body: body as BodyInit });
    return { status: answer.status, json: (await answer.json()) as Shown & { error: string } };
  }

  test('a file goes to the option that takes it', async () => {
    const { status, json } = await send('a picture', { query: { type: 'image/png' } });
    assert.deepEqual([status, json.text], [200, 'Ada gave Mira Vale.png, 9: a picture']);
  });

  test('what is no file, comes from elsewhere or is too large is refused with a sentence', async () => {
    const refused = async (wanted: number, says: RegExp, ...sent: Parameters<typeof send>) => {
      const { status, json } = await send(...sent);
      assert.equal(status, wanted, json.error);
      assert.match(json.error, says);
    };
    await refused(403, /another page/, 'x', { headers: { origin: 'http://evil.example' } });
    await refused(403, /another page/, 'x', { headers: { 'sec-fetch-site': 'cross-site' } });
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/json'])
      await refused(415, /bytes of a file/, 'x', { headers: { 'content-type': type } });
    await refused(400, /JSON/, 'x', { query: { call: '{' } });
    await refused(400, /name must not be empty/, 'x', { query: { name: '' } });
    await refused(413, /20 MB at most/, new Uint8Array(largestFileBytes + 1));
    const { status, json } = await visitor.ask<{ error: string }>('POST', '/api/commands', call);
    assert.equal(status, 400);
    assert.match(json.error, /^Choose the file first/);
  });

  test('files are served once, to be saved and never to be shown', async () => {
    const asked = { ...call, line: '/give' };
    const { json } = await visitor.ask<Shown>('POST', '/api/commands', asked);
    const told = await visitor.hears('panel');
    assert.deepEqual(told.reply.files, json.files);
    const [page, data] = json.files.map(({ url }) => app.url + url);
    const first = await fetch(page ?? '');
    assert.equal(first.headers.get('content-type'), 'application/octet-stream');
    assert.equal(
      first.headers.get('content-disposition'),
      "attachment; filename*=UTF-8''Zde%C5%88ka%27s%20%281%29.html",
    );
    assert.equal(first.headers.get('x-content-type-options'), 'nosniff');
    assert.match(await first.text(), /^<script>/);
    assert.equal((await fetch(page ?? '')).status, 404);
    assert.equal((await fetch(data ?? '')).headers.get('content-type'), 'application/json');
    const foreign = await fetch(app.url + json.files[1]?.url, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    assert.equal(foreign.status, 403);
  });

  test('a button is the line that it runs', async () => {
    const { json } = await visitor.ask<Shown>('POST', '/api/commands', { ...call, line: '/mute' });
    assert.deepEqual(json.buttons, [{ label: 'Unmute', line: '/unmute', danger: false }]);
  });

  describe('in a browser', { skip: noBrowser }, () => {
    let browser: Browser;
    before(async () => {
      browser = await openBrowser();
    });
    after(() => browser?.close());

    const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
    const card = { name: 'Mira Vale.png', mimeType: 'image/png', buffer: Buffer.from('a picture') };
    const taken = (page: Page) =>
      page.locator('.panel', { hasText: 'Traveller gave Mira Vale.png, 9: a picture' });

    test('a file is chosen for a command that takes one', async () => {
      const { page, wrong } = await openPage(browser, app.url);
      assert.equal(await page.getByRole('button', { name: 'Choose a file' }).count(), 0);
      await composer(page).fill('/character import');
      await page.getByRole('button', { name: 'Choose a file' }).waitFor();
      await page.locator('.desk input[type=file]').setInputFiles(card);
      await page.getByText('With Mira Vale.png').waitFor();
      await page.getByRole('button', { name: 'Do not send' }).click();
      await page.locator('.desk input[type=file]').setInputFiles(card);
      await page.getByText('With Mira Vale.png').waitFor();
      await composer(page).press('Enter');
      await taken(page).waitFor();
      assert.equal(await composer(page).inputValue(), '');
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    test('a card that is dropped anywhere waits for Enter in the line that takes it', async () => {
      const { page } = await openPage(browser, app.url);
      await composer(page).waitFor();
      const drop = (name: string) =>
        page.evaluate((called) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(['a picture'], called));
          document
            .querySelector('aside')
            ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
        }, name);
      await drop('notes.docx');
      await page.getByText('No command here takes “notes.docx”.').waitFor();
      await drop('Mira Vale.png');
      await page.getByText('With Mira Vale.png').waitFor();
      assert.equal(await composer(page).inputValue(), line);
      await page.keyboard.press('Enter');
      await taken(page).waitFor();
      await page.context().close();
    });

    test('a file is fetched, and a button pressed by keyboard; axe finds nothing', async () => {
      const { page, wrong } = await openPage(browser, app.url, { bypassCSP: true });
      await composer(page).fill('/give');
      await composer(page).press('Enter');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Zdeňka' }).last().click();
      assert.match((await download).suggestedFilename(), /^Zdeňka/);
      await page.getByText('fetched').waitFor();
      await composer(page).fill('/channel mode always');
      await composer(page).press('Enter');
      await page.getByRole('button', { name: 'Undo' }).last().waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.getByRole('button', { name: 'Undo' }).last().focus();
      await page.keyboard.press('Enter');
      await page.locator('.panel', { hasText: 'follows the general setting again' }).waitFor();
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  });
});
