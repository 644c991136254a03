import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai/index.ts';
import { startTestApp, type TestApp, temporaryFolder } from './harness.ts';
import { noBrowser, openBrowser, openPage } from './web-browser.ts';
import { type Visitor, visit } from './web-visitor.ts';

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
const lineOf = (page: Page, text: string) => page.locator('.line[id]', { hasText: text });

/** Acore, when it is closed, does not wait for an answer that nobody wants any more. */
async function stopAnswer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.locator('.draft').waitFor({ state: 'detached' });
}

describe('a long talk on the page', { skip: noBrowser }, () => {
  let app: TestApp;
  let browser: Browser;
  let visitor: Visitor;
  const linesSaid = 230;

  before(async () => {
    app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    browser = await openBrowser();
    visitor = await visit(app.url);
    const person = { id: 'traveller', name: 'Traveller' };
    await visitor.ask('POST', '/api/commands', {
      channelId: 'tavern',
      person,
      line: '/channel mode mentioned',
    });
    for (let at = 1; at <= linesSaid; at += 1) await visitor.say(`This is line ${at}.`);
  });
  after(async () => {
    await visitor[Symbol.asyncDispose]();
    await browser?.close();
    await app[Symbol.asyncDispose]();
  });

  /** How far the end of the talk is from being seen. */
  const away = (page: Page) =>
    page
      .locator('.talk')
      .evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
        Math.round(scrollHeight - scrollTop - clientHeight),
      );
  const isAtEnd = (page: Page) =>
    page.waitForFunction(() => {
      const { scrollHeight, scrollTop, clientHeight } = document.querySelector('.talk') ?? document.body;
      return scrollHeight - scrollTop - clientHeight < 2;
    });
  const goUp = async (page: Page) => {
    // The page goes to the end by itself once it has its lines.
    await isAtEnd(page);
    await page.locator('.talk').evaluate((talk) => talk.scrollTo({ top: 0 }));
    await page.getByRole('button', { name: 'Latest' }).waitFor();
  };

  test('can be read back to its beginning, and what was in sight stays there', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    await lineOf(page, 'This is line 230.').waitFor();
    assert.equal(await page.locator('.line[id]').count(), 200);
    await goUp(page);
    const oldest = lineOf(page, 'This is line 31.');
    const before = await oldest.boundingBox();
    await page.getByRole('button', { name: 'Earlier messages' }).click();
    await lineOf(page, 'This is line 30.').waitFor({ state: 'attached' });
    const later = await oldest.boundingBox();
    assert.ok(Math.abs((before?.y ?? 0) - (later?.y ?? 999)) < 80, `${before?.y} ${later?.y}`);
    await lineOf(page, 'This is line 1.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Earlier messages' }).count(), 0);
    await page.getByRole('heading', { name: '#tavern' }).waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('keeps the earlier lines when an answer that knows fewer comes after them', async () => {
    const { page } = await openPage(browser, app.url);
    await lineOf(page, 'This is line 230.').waitFor();
    const held = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    await page.route('**/api/places/tavern?lines=200', async (route) => {
      const response = await route.fetch();
      asked.resolve();
      await held.promise;
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'library' }).click();
    await page.getByRole('button', { name: 'tavern' }).click();
    await asked.promise;
    await goUp(page);
    await page.getByRole('button', { name: 'Earlier messages' }).click();
    await lineOf(page, 'This is line 1.').waitFor();
    const late = page.waitForResponse('**/api/places/tavern?lines=200');
    const again = page.waitForResponse('**/api/places/tavern?lines=400');
    held.resolve();
    await late;
    await again;
    await lineOf(page, 'This is line 1.').waitFor();
    assert.equal(await page.locator('.line[id]').count(), 230);
    await page.context().close();
  });

  test('shows its end, however high the composer and the window are', async () => {
    const { page } = await openPage(browser, app.url);
    await lineOf(page, 'This is line 230.').waitFor();
    await isAtEnd(page);
    await composer(page).fill('a\nb\nc\nd\ne\nf');
    await isAtEnd(page);
    await page.setViewportSize({ width: 700, height: 480 });
    await isAtEnd(page);
    await page.context().close();
  });

  test('stays where it is read, but shows what was just said here', async () => {
    const { page } = await openPage(browser, app.url);
    await lineOf(page, 'This is line 230.').waitFor();
    await goUp(page);
    await visitor.say('Somebody else goes on.');
    await lineOf(page, 'Somebody else goes on.').waitFor({ state: 'attached' });
    assert.ok((await away(page)) > 1_000);
    await composer(page).fill('And I answer.');
    await page.keyboard.press('Enter');
    await lineOf(page, 'And I answer.').waitFor();
    await isAtEnd(page);
    await goUp(page);
    await composer(page).fill('/status');
    await page.keyboard.press('Enter');
    await page.locator('.panel').waitFor();
    await isAtEnd(page);
    await page.context().close();
  });

  test('marks without end are drawn without ado', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    await visitor.say('`a` '.repeat(4_900));
    await page.waitForFunction(() => document.querySelectorAll('.line code').length === 4_900);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });
});

describe('a page that hears the server’s answer late', { skip: noBrowser }, () => {
  test('does not show words as unfinished that were heard to the end', async () => {
    await using undo = new AsyncDisposableStack();
    const openai = undo.adopt(await startFakeOpenai(), (fake) => fake.close());
    const env = { PORT: '0', OPENAI_BASE_URL: openai.base, ACORE_MODEL: 'openai/test-model' };
    const app = undo.use(await startTestApp({ env }));
    const browser = undo.adopt(await openBrowser(), (opened) => opened.close());
    const { page } = await openPage(browser, app.url);
    openai.script('The cellar is dry.', { text: 'one two three four five', chunkSize: 4, stallAfter: 3 });
    await composer(page).fill('Odrun and Temur, how is the cellar?');
    await page.keyboard.press('Enter');
    await lineOf(page, 'The cellar is dry.').waitFor();
    await page.locator('.draft', { hasText: 'two' }).waitFor();
    await page.route('**/api/places/tavern*', async (route) => {
      const response = await route.fetch();
      const talk = await response.json();
      const late = { ...talk.drafts[0], characterId: 'odrun', text: 'The cellar' };
      await route.fulfill({ response, json: { ...talk, drafts: [late, ...talk.drafts] } });
    });
    await page.getByRole('button', { name: 'library' }).click();
    const answered = page.waitForResponse('**/api/places/tavern*');
    await page.getByRole('button', { name: 'tavern' }).click();
    await answered;
    await page.locator('.draft', { hasText: 'two' }).waitFor();
    assert.deepEqual(await page.locator('.draft strong').allTextContents(), ['Temur']);
    await stopAnswer(page);
  });
});

describe('a page with a password', { skip: noBrowser }, () => {
  let openai: FakeOpenai;
  let browser: Browser;
  before(async () => {
    openai = await startFakeOpenai();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await openai.close();
  });

  async function comeIn(page: Page): Promise<void> {
    await page.getByLabel('Password').fill('open sesame');
    await page.keyboard.press('Enter');
    await composer(page).waitFor();
  }

  test('asks for it again when Acore was started anew, keeps what was typed, and hears everything once', async () => {
    using folder = temporaryFolder();
    const start = (port: string) => {
      const env = {
        OPENAI_BASE_URL: openai.base,
        ACORE_MODEL: 'openai/test-model',
        ACORE_PASSWORD: 'open sesame',
      };
      return startTestApp({ dataFolder: folder.path, env: { ...env, PORT: port } });
    };
    const first = await start('0');
    const { page } = await openPage(browser, first.url);
    await comeIn(page);
    await page.locator('#composer:focus').waitFor();
    await composer(page).fill('Odrun, count for me.');
    await first[Symbol.asyncDispose]();
    await using _second = await start(new URL(first.url).port);
    await page.getByLabel('Password').waitFor();
    await comeIn(page);
    assert.equal(await composer(page).inputValue(), 'Odrun, count for me.');
    openai.script({ text: 'one two three four five', chunkSize: 4, stallAfter: 3 });
    await composer(page).press('Enter');
    await page.locator('.draft', { hasText: 'two' }).waitFor();
    assert.equal((await page.locator('.draft .text').textContent())?.trim(), 'one two');
    await stopAnswer(page);
    await page.context().close();
  });

  test('can be left', async () => {
    await using app = await startTestApp({
      env: { PORT: '0', ACORE_MODEL: 'understudy', ACORE_PASSWORD: 'open sesame' },
    });
    const { page } = await openPage(browser, app.url);
    await comeIn(page);
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Password').waitFor();
    await page.reload();
    await page.getByLabel('Password').waitFor();
    await page.context().close();
  });
});
