import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai/index.ts';
import { startTestApp, type TestApp, temporaryFolder } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';

if (noBrowser) console.log(noBrowser);

describe('the page in a browser', { skip: noBrowser }, () => {
  let openai: FakeOpenai;
  let app: TestApp;
  let browser: Browser;

  before(async () => {
    openai = await startFakeOpenai();
    app = await startTestApp({
      env: { PORT: '0', OPENAI_BASE_URL: openai.base, ACORE_MODEL: 'openai/test-model' },
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await app[Symbol.asyncDispose]();
    await openai.close();
  });

  const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
  const lineOf = (page: Page, text: string) => page.locator('.line[id]', { hasText: text });

  test('a conversation with two characters is clicked through, and Why opened', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    openai.script('The cellar is dry.', { chunks: ['She would ', 'say ', 'that.'], delayMs: 20 });
    await composer(page).fill('Odrun and Temur, how is the cellar?');
    await page.getByRole('button', { name: 'Send' }).click();
    await lineOf(page, 'The cellar is dry.').waitFor();
    await lineOf(page, 'She would say that.').waitFor();
    assert.deepEqual(await page.locator('.line[data-kind=character] .by strong').allTextContents(), [
      'Odrun',
      'Temur',
    ]);

    await lineOf(page, 'The cellar is dry.').hover();
    await lineOf(page, 'The cellar is dry.').getByRole('button', { name: 'Why' }).click();
    const why = page.getByRole('complementary', { name: 'Why' });
    await why.getByRole('heading', { name: 'Answered' }).waitFor();
    assert.match((await why.locator('.answer').first().textContent()) ?? '', /Odrun.*named in the message/);
    await why.getByText('Description').first().click();
    await why.locator('details[open] pre', { hasText: 'Odrun Vask' }).waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('words are shown as they come, without moving what was said before', async () => {
    const { page } = await openPage(browser, app.url);
    openai.script({ text: 'one two three four five six seven eight', chunkSize: 4, stallAfter: 5 });
    await composer(page).fill('Rufus, count for me.');
    await page.keyboard.press('Enter');
    const draft = page.locator('.draft', { hasText: 'one two three' });
    await draft.waitFor();
    const before = await lineOf(page, 'Rufus, count for me.').boundingBox();
    await draft.getByRole('button', { name: 'Stop' }).click();
    await draft.waitFor({ state: 'detached' });
    await page.waitForFunction(() => {
      const { value } = document.querySelector('#composer') as HTMLTextAreaElement;
      return value === 'Rufus, count for me.';
    });
    assert.ok(before !== null);
    await page.context().close();
  });

  test('the whole talk is held by keyboard alone', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    openai.script('A fine hat it is.');
    const press = (...keys: string[]) =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
    // Nobody types before the field is there to type in.
    const type = async (text: string) => {
      await page.locator('textarea:focus').waitFor();
      await page.keyboard.type(text);
    };
    await press('/');
    await type('@Nimb');
    await page.getByRole('option', { name: 'Nimbrel' }).waitFor();
    await press('Tab');
    await type('what of my hat?');
    await press('Enter');
    await lineOf(page, 'A fine hat it is.').waitFor();
    await press('ArrowUp');
    assert.match((await page.locator('.line:focus').textContent()) ?? '', /A fine hat/);
    await press('ArrowUp', 'w');
    const why = page.getByRole('complementary', { name: 'Why' });
    await why.getByRole('heading', { name: 'Answered' }).waitFor();
    assert.match(
      (await why.locator('.facts').textContent()) ?? '',
      /Manner\s*chaotic 100 % \(the card names it\); temperature 1\.2, at most 200 tokens/,
    );
    await press('Escape', 'e');
    await type(' And my boots?');
    await press('Enter');
    await lineOf(page, 'what of my hat? And my boots?').waitFor();
    await press('Escape', 'Escape');
    await type('/char');
    await page.getByRole('option', { name: '/characters' }).waitFor();
    await press('Tab', 'Enter');
    await page.locator('.panel', { hasText: 'only you see this' }).waitFor();
    await press('Escape');
    await page.locator('.line[id]').last().focus();
    await press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.waitFor();
    await press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await press('Alt+ArrowDown');
    await page.getByRole('heading', { level: 1, name: 'library' }).waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('one person can play several', async () => {
    const { page } = await openPage(browser, app.url);
    await page.getByLabel('Speaking as').selectOption('People…');
    const dialog = page.getByRole('dialog', { name: 'Speaking as' });
    await dialog.getByLabel('A new name').fill('Wilma');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await composer(page).fill('It is Wilma who speaks.');
    await page.keyboard.press('Enter');
    assert.match((await lineOf(page, 'It is Wilma who speaks.').textContent()) ?? '', /^W?Wilma/);
    await page.keyboard.press('Alt+1');
    await composer(page).fill('And now the traveller.');
    await page.keyboard.press('Enter');
    assert.match((await lineOf(page, 'And now the traveller.').textContent()) ?? '', /Traveller/);
    await page.context().close();
  });

  test('text from elsewhere stays text', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    const nasty = '<img src=x onerror=document.title="owned"> **bold** [x](javascript:alert(1))';
    openai.script(nasty);
    await composer(page).fill(`Ruxa! ${nasty}`);
    await page.keyboard.press('Enter');
    await page.locator('.line[data-kind=character]', { hasText: 'onerror' }).waitFor();
    assert.equal(await page.locator('.lines .text img').count(), 0);
    assert.equal(await page.locator('.lines .text a').count(), 0);
    assert.equal(await page.locator('.lines .text strong', { hasText: 'bold' }).count(), 2);
    assert.match(await page.title(), /Acore/);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 360, height: 740 },
    ]) {
      test(`axe finds nothing, ${colorScheme}, ${viewport.width} px wide`, async () => {
        const { page } = await openPage(browser, app.url, { colorScheme, viewport, bypassCSP: true });
        const faultsWith = async (what: string) =>
          assert.deepEqual(
            (await accessibilityFaults(page)).map((fault) => `${what}: ${fault}`),
            [],
          );
        await page.locator('.line[data-kind=character]').first().waitFor();
        await faultsWith('the talk');
        await composer(page).fill('/channel mode ');
        await page.getByRole('option', { name: 'always' }).waitFor();
        await faultsWith('completion');
        await composer(page).fill('');
        await page.locator('.line[data-kind=character]').first().focus();
        await page.keyboard.press('w');
        await page.locator('.verdict').waitFor();
        await faultsWith('Why');
        await page.keyboard.press('Escape');
        await page.locator('.line[data-kind=character] button.bare').first().click();
        await page.getByText('First words').waitFor();
        await faultsWith('a sheet');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await page.locator('.line[id]').last().focus();
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
        await faultsWith('a dialog');
        await page.context().close();
      });
    }
  }

  test('nothing is wider than a phone', async () => {
    const { page } = await openPage(browser, app.url, { viewport: { width: 360, height: 740 } });
    await page.locator('.line').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    await page.context().close();
  });

  test('the first page weighs less than 100 kB', async (context) => {
    const page = await browser.newPage();
    const network = await page.context().newCDPSession(page);
    let bytes = 0;
    await network.send('Network.enable');
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(app.url);
    await page.waitForFunction(() => performance.getEntriesByName('acore-ready').length > 0);
    await page.waitForFunction(() => {
      const faces = [...document.querySelectorAll<HTMLImageElement>('.places img, .shelf img')];
      return faces.length > 10 && faces.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
    });
    const readyMs = await page.evaluate(() => performance.getEntriesByName('acore-ready')[0]?.startTime ?? 0);
    context.diagnostic(`${bytes} bytes over the wire, ready after ${Math.round(readyMs)} ms`);
    assert.ok(bytes > 30_000 && bytes < 100_000, `${bytes} bytes`);
    await page.context().close();
  });

  test('a page that is open while Acore starts again goes on, and keeps what was typed', async () => {
    using folder = temporaryFolder();
    const start = (port: string) => {
      const env = { PORT: port, OPENAI_BASE_URL: openai.base, ACORE_MODEL: 'openai/test-model' };
      return startTestApp({ dataFolder: folder.path, env });
    };
    const first = await start('0');
    const { page } = await openPage(browser, first.url);
    await composer(page).waitFor();
    await first[Symbol.asyncDispose]();
    await page.getByText('The connection to Acore is gone').waitFor();
    await composer(page).fill('Odrun, is anybody there?');
    await page.keyboard.press('Enter');
    const notice = page.locator('.notice', { hasText: 'Acore does not answer' });
    await notice.waitFor();
    await using _second = await start(new URL(first.url).port);
    await notice.waitFor({ state: 'detached' });
    await composer(page).press('Enter');
    await lineOf(page, 'is anybody there').first().waitFor();
    await page.context().close();
  });
});

describe('the page without a model', { skip: noBrowser }, () => {
  test('the understudy is announced, with two ways to a model', async () => {
    await using app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    const browser = await openBrowser();
    try {
      const { page } = await openPage(browser, app.url, { bypassCSP: true });
      const banner = page.getByRole('region', { name: 'About the understudy' });
      assert.match((await banner.textContent()) ?? '', /ollama pull .* OPENROUTER_API_KEY/s);
      await page
        .getByRole('button', { name: /^Greet / })
        .first()
        .click();
      await page.keyboard.press('Enter');
      await page.locator('.line[data-kind=character] .text').first().waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await banner.getByRole('button', { name: 'Understood' }).click();
      await banner.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'understudy' }).waitFor();
    } finally {
      await browser.close();
    }
  });
});
