import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai/index.ts';
import { startTestApp, type TestApp, temporaryFolder } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';

const isSaved = (page: Page) => page.locator('.editor-head .state', { hasText: /^Saved$/ }).waitFor();
const isChanged = (page: Page) => page.locator('.editor-head .state', { hasText: 'Not saved' }).waitFor();

const shared = {
  entries: {
    0: {
      uid: 0,
      key: ['well'],
      comment: 'The well',
      content: 'The well is deeper than it is old.',
      odd: [1],
    },
    1: { uid: 1, key: ['Hill'], comment: 'The hill', content: 'The hill hums.', caseSensitive: true },
  },
  odd: { kept: true },
};

describe('the lorebooks on the page', { skip: noBrowser }, () => {
  const folder = temporaryFolder();
  const sharedFile = join(folder.path, 'lorebooks', 'Shared.json');
  let openai: FakeOpenai;
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    mkdirSync(join(folder.path, 'lorebooks'));
    writeFileSync(sharedFile, JSON.stringify(shared, undefined, 2));
    openai = await startFakeOpenai();
    const env = { PORT: '0', OPENAI_BASE_URL: openai.base, ACORE_MODEL: 'openai/test-model' };
    app = await startTestApp({ env, dataFolder: folder.path });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await app[Symbol.asyncDispose]();
    await openai.close();
    folder[Symbol.dispose]();
  });

  async function open(address: string, options = {}) {
    const opened = await openPage(browser, app.url, options);
    await opened.page.goto(`${app.url}/${address}`);
    await opened.page.locator('.editor-view').waitFor();
    return opened;
  }

  const begin = async (page: Page, name: string) => {
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Begin an empty book' }).click();
    await page.getByRole('button', { name: 'Add an entry' }).waitFor();
  };

  /** Walks with the Tab key to what is called so. */
  async function tabTo(page: Page, name: string | RegExp): Promise<void> {
    const wanted = await page
      .getByRole('button', { name })
      .or(page.getByRole('link', { name }))
      .or(page.getByLabel(name, { exact: true }))
      .or(page.getByRole('tab', { name }))
      .first()
      .elementHandle();
    assert.ok(wanted, String(name));
    for (let step = 0; step < 200; step += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab never comes to ${name}.`);
  }

  test('are written by keyboard alone, and the next answer knows of them', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    await page.locator('.shelf').waitFor();
    await tabTo(page, 'Lorebooks');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Lorebooks' }).waitFor();
    await page.getByText('Shared').waitFor();
    await tabTo(page, 'Name');
    await page.keyboard.type('House');
    await page.keyboard.press('Enter');
    await page.getByText('It counts nowhere yet').waitFor();
    await tabTo(page, 'Add an entry');
    await page.keyboard.press('Enter');
    await page.locator('.details textarea:focus').waitFor();
    await page.keyboard.type('zeppelin');
    await tabTo(page, 'Content');
    await page.keyboard.type('Zeppelins moor at the old mill.');
    await tabTo(page, 'Try it on a talk');
    await page.keyboard.type('Look, a zeppelin!');
    await page.locator('.outcome', { hasText: 'key “zeppelin” in the newest message' }).waitFor();
    await page.keyboard.press('Control+s');
    await isSaved(page);
    await tabTo(page, 'Say for what it counts');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'It counts for' }).waitFor();
    await tabTo(page, 'Bind');
    await page.keyboard.press('Enter');
    await page.locator('.bindings', { hasText: 'everything here' }).waitFor();
    await tabTo(page, 'Back to the lorebooks');
    await page.keyboard.press('Enter');
    await page.locator('.books li', { hasText: 'one entry, strict counts for everything here' }).waitFor();
    await tabTo(page, 'Back to the talk');
    await page.keyboard.press('Enter');
    await page.locator('#composer').waitFor();
    await tabTo(page, 'Lorebooks');
    await page.keyboard.press('/');
    await page.keyboard.type('Odrun, where is the zeppelin?');
    await page.keyboard.press('Enter');
    const request = await openai.waitForRequest((asked) =>
      JSON.stringify(asked.body).includes('where is the zeppelin'),
    );
    assert.match(JSON.stringify(request), /Zeppelins moor at the old mill/);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('a file of the folder is edited in place, and the one before lies beside it', async () => {
    const { page, wrong } = await open('#/lorebooks/file%3AShared.json');
    await page.getByRole('button', { name: 'The well' }).first().click();
    await page.getByLabel('Content', { exact: true }).fill('The well is dry.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('with the ending .bak').waitFor();
    await isSaved(page);
    const text = JSON.stringify(shared, undefined, 2);
    const said = shared.entries[0].content;
    assert.equal(readFileSync(sharedFile, 'utf8').trim(), text.replace(said, 'The well is dry.'));
    assert.equal(readFileSync(`${sharedFile}.bak`, 'utf8'), text);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('what somebody else changed meanwhile is not overwritten, and nothing written is lost', async () => {
    const { page } = await open('#/lorebooks');
    await begin(page, 'Twice');
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const one of [other, page]) {
      await one.getByRole('tab', { name: 'The book' }).click();
      await one.getByLabel('Description').fill(one === page ? 'Of mine.' : 'Of theirs.');
      await isChanged(one);
      await one.keyboard.press('Control+s');
      if (one === other) await isSaved(one);
    }
    await page.getByText('changed by somebody else').waitFor();
    assert.equal(await page.getByLabel('Description').inputValue(), 'Of mine.');
    await other.reload();
    await other.getByRole('tab', { name: 'The book' }).click();
    assert.equal(await other.getByLabel('Description').inputValue(), 'Of theirs.');
    await page.context().close();
  });

  test('a draft is kept over a reload, asked about before it is left, and a save can be taken back', async () => {
    const { page } = await open('#/lorebooks');
    await begin(page, 'Drafts');
    await page.getByRole('button', { name: 'Add an entry' }).click();
    await page.getByLabel('Keys', { exact: true }).fill('owl');
    await isChanged(page);
    await page.goBack();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('What you had not saved is here again.').waitFor();
    await page.getByLabel('Content', { exact: true }).fill('Owls wait.');
    await page.keyboard.press('Control+s');
    await isSaved(page);
    await page.getByLabel('Content', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('There are no entries yet').waitFor();
    await page.context().close();
  });

  test('books come in from a file, go out again, are taken away and brought back', async () => {
    const { page } = await open('#/lorebooks');
    const book = { lorebookVersion: 5, entries: [{ keys: ['fox'], text: 'Foxes talk.', odd: 1 }], odd: 2 };
    const file = {
      name: 'Foxes.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(book)),
    };
    await page.getByLabel('Take in a file…').setInputFiles(file);
    await page.getByText('It came in: a NovelAI lorebook with one entry.').waitFor();
    await page.getByText('its entries have the fields below and no others').waitFor();
    await page.locator('.opener').click();
    assert.equal(await page.getByLabel('Probability, per cent').count(), 0);
    await page.getByLabel('Content', { exact: true }).fill('Foxes sing.');
    const downloading = page.waitForEvent('download');
    await page.getByLabel('Download the book as it is written').selectOption('original');
    const path = await (await downloading).path();
    const expected = { ...book, entries: [{ ...book.entries[0], text: 'Foxes sing.' }] };
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), expected);
    await page.getByRole('button', { name: 'Back to the lorebooks' }).click();
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await page.getByRole('heading', { name: 'Lorebooks' }).waitFor();
    await page.getByLabel('Take in a file…').setInputFiles(file);
    await page.getByText('There is a lorebook called “Foxes” already').waitFor();
    await page.getByRole('button', { name: 'Take Foxes away' }).click();
    await page.getByText('“Foxes” is taken away.').waitFor();
    assert.equal(await page.locator('.books', { hasText: 'Foxes' }).count(), 0);
    await page.waitForFunction(() => document.activeElement?.textContent === 'Bring it back');
    await page.keyboard.press('Enter');
    await page.locator('.books', { hasText: 'Foxes' }).waitFor();
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280])
      test(`can be used by everybody: ${colorScheme}, ${width} px`, async () => {
        const { page, wrong } = await open('#/lorebooks', { colorScheme, viewport: { width, height: 800 } });
        const isFine = async (what: string) => {
          assert.deepEqual(await accessibilityFaults(page), [], what);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${what} is ${wide} px wide`);
        };
        await page.getByRole('link', { name: 'Shared' }).waitFor();
        await isFine('the list');
        await begin(page, `Plain ${colorScheme} ${width}`);
        await isFine('a new book');
        await page.getByRole('tab', { name: 'The book' }).click();
        await page.getByRole('button', { name: 'Bind' }).click();
        await page.locator('.bindings li').waitFor();
        await isFine('for what it counts');
        await page.getByRole('button', { name: 'Back to the lorebooks' }).click();
        await page.getByRole('link', { name: 'Shared' }).click();
        await page.locator('.opener').first().click();
        for (const summary of await page.locator('.details summary').all()) await summary.click();
        await isFine('an entry');
        const tab = page.getByRole('tab', { name: 'Try it' });
        if (await tab.isVisible()) await tab.click();
        await page.getByLabel('Try it on a talk').fill('The well on the hill?');
        await page.locator('.outcome', { hasText: 'would fire without case' }).waitFor();
        await isFine('a trial');
        assert.deepEqual(wrong, []);
        await page.context().close();
      });
});
