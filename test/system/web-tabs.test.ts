import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp } from './harness.ts';
import { noBrowser, openBrowser, openPage } from './web-browser.ts';

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
const lineOf = (page: Page, text: string) => page.locator('.line[id]', { hasText: text });
const tabs = 8;

describe('many tabs of one browser', { skip: noBrowser }, () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  async function openTabs(first: Page, url: string): Promise<Page[]> {
    const pages = [first];
    while (pages.length < tabs) {
      const page = await first.context().newPage();
      await page.goto(url);
      await composer(page).waitFor();
      pages.push(page);
    }
    return pages;
  }

  test('all hear what is said in any of them, and one that is closed takes nothing along', async () => {
    await using app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    const { page, wrong } = await openPage(browser, app.url);
    const pages = await openTabs(page, app.url);
    for (const [index, one] of pages.entries()) {
      await composer(one).fill(`Hello from tab ${index}.`);
      await one.keyboard.press('Enter');
      for (const other of pages) await lineOf(other, `Hello from tab ${index}.`).waitFor();
    }
    await pages.shift()?.close();
    await composer(pages[3] ?? page).fill('Odrun, are we still all here?');
    await (pages[3] ?? page).keyboard.press('Enter');
    for (const other of pages) await other.locator('.line[data-kind=character]').first().waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('logging out in one of them shows the login in all, and in no other browser', async () => {
    await using app = await startTestApp({
      env: { PORT: '0', ACORE_MODEL: 'understudy', ACORE_PASSWORD: 'open sesame' },
    });
    const comeIn = async (page: Page) => {
      await page.getByLabel('Password').fill('open sesame');
      await page.keyboard.press('Enter');
      await composer(page).waitFor();
    };
    const { page } = await openPage(browser, app.url);
    await comeIn(page);
    const pages = await openTabs(page, app.url);
    const { page: stranger } = await openPage(browser, app.url);
    await comeIn(stranger);
    await page.getByRole('button', { name: 'Log out' }).click();
    for (const one of pages) await one.getByLabel('Password').waitFor();
    await comeIn(page);
    await composer(page).fill('Is anybody there?');
    await page.keyboard.press('Enter');
    await lineOf(stranger, 'Is anybody there?').waitFor();
    await page.context().close();
    await stranger.context().close();
  });
});
