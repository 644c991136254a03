import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';
import { type Visitor, visit } from './web-visitor.ts';

const phone = { width: 360, height: 740 };
const tablet = { width: 768, height: 1024 };
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });

describe('drawers over the room', { skip: noBrowser }, () => {
  let app: TestApp;
  let browser: Browser;
  let visitor: Visitor;
  before(async () => {
    app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    browser = await openBrowser();
    visitor = await visit(app.url);
    const id = await visitor.say('Odrun, good evening.');
    await visitor.hears('ending', ({ ending }) => ending.messageId === id);
  });
  after(async () => {
    await visitor[Symbol.asyncDispose]();
    await browser?.close();
    await app[Symbol.asyncDispose]();
  });

  const focusIsIn = (page: Page, selector: string) =>
    page.waitForFunction((sought) => document.activeElement?.closest(sought) !== null, selector);
  const focusIsNamed = (page: Page, name: string) =>
    page.waitForFunction((sought) => document.activeElement?.getAttribute('aria-label') === sought, name);

  async function assertTabStaysIn(page: Page, selector: string): Promise<void> {
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press(key);
        const outside = await page.evaluate((sought) => {
          const { activeElement } = document;
          const inside = activeElement === document.body || activeElement?.closest(sought) !== null;
          return inside ? undefined : activeElement?.outerHTML.slice(0, 80);
        }, selector);
        assert.equal(outside, undefined);
      }
    }
  }

  test('the cast and the rooms take focus, keep it, and give it back', async () => {
    const { page, wrong } = await openPage(browser, app.url, { viewport: phone });
    await page.locator('.line[data-kind=character]').first().waitFor();
    for (const [button, selector] of [
      ['The cast', '.side'],
      ['Rooms', '.places'],
    ] as const) {
      for (const close of ['Escape', 'veil']) {
        await page.getByRole('button', { name: button, exact: true }).click();
        await focusIsIn(page, selector);
        if (close === 'Escape') await assertTabStaysIn(page, selector);
        if (close === 'Escape') await page.keyboard.press('Escape');
        else
          await page
            .locator('.veil')
            .click({ position: { x: selector === '.places' ? 355 : 2, y: 400 }, force: true });
        await page.locator(selector).waitFor({ state: 'hidden' });
        await focusIsNamed(page, button);
        if (selector === '.side') break;
      }
    }
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('what lies behind is inert on a tablet too, and the veil closes', async () => {
    const { page } = await openPage(browser, app.url, { viewport: tablet });
    await page.locator('.line[data-kind=character]').first().waitFor();
    await page.getByRole('button', { name: 'The cast' }).click();
    await focusIsIn(page, '.side');
    assert.equal(await page.locator('.room[inert], .places[inert], .skip[inert]').count(), 3);
    await page.locator('.shelf .card').first().click();
    await page.getByText('First words').waitFor();
    await focusIsIn(page, '.side');
    await page.locator('.veil').click({ position: { x: 100, y: 400 } });
    await focusIsNamed(page, 'The cast');
    assert.equal(await page.locator('[inert]').count(), 0);
    await page.context().close();
  });

  test('Why gives focus back to the message it was asked for', async () => {
    const { page } = await openPage(browser, app.url, { viewport: tablet });
    const line = page.locator('.line[data-kind=character]').first();
    await line.focus();
    await page.keyboard.press('w');
    await page.locator('.verdict').waitFor();
    await focusIsIn(page, '.side');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.matches('.line[data-kind=character]'));
    await page.context().close();
  });

  test('who begins to write from a drawer comes to the composer', async () => {
    const { page } = await openPage(browser, app.url, { viewport: phone });
    await page.getByRole('button', { name: 'The cast' }).click();
    await page.locator('.shelf .card').first().click();
    await page.getByRole('button', { name: 'Mention here' }).click();
    await focusIsIn(page, '#composer');
    assert.match(await composer(page).inputValue(), /^@/);
    await page.getByRole('button', { name: 'The cast' }).click();
    await focusIsIn(page, '.side');
    await page.keyboard.press('/');
    await focusIsIn(page, '#composer');
    await page.context().close();
  });

  test('a window that grows lets go of the room', async () => {
    const { page } = await openPage(browser, app.url, { viewport: tablet });
    await page.getByRole('button', { name: 'The cast' }).click();
    await focusIsIn(page, '.side');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('.room:not([inert])').waitFor();
    await focusIsIn(page, '.side');
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [phone, tablet]) {
      test(`axe finds nothing in any drawer, ${colorScheme}, ${viewport.width} px wide`, async () => {
        const { page } = await openPage(browser, app.url, { colorScheme, viewport, bypassCSP: true });
        const faultsWith = async (what: string) =>
          assert.deepEqual(
            (await accessibilityFaults(page)).map((fault) => `${what}: ${fault}`),
            [],
          );
        await page.locator('.line[data-kind=character]').first().waitFor();
        if (viewport === phone) {
          await page.getByRole('button', { name: 'Rooms' }).click();
          await faultsWith('the rooms');
          await page.keyboard.press('Escape');
        }
        await page.getByRole('button', { name: 'The cast' }).click();
        await page.locator('.shelf').waitFor();
        await faultsWith('the cast');
        await page.locator('.shelf .card').first().click();
        await page.getByText('First words').waitFor();
        await faultsWith('a sheet');
        await page.keyboard.press('Escape');
        await page.locator('.line[data-kind=character]').first().focus();
        await page.keyboard.press('w');
        await page.locator('.verdict').waitFor();
        await faultsWith('Why');
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keys' }).waitFor();
        await faultsWith('the keys over Why');
        await page.keyboard.press('Escape');
        await page.getByRole('dialog', { name: 'Keys', includeHidden: true }).waitFor({ state: 'detached' });
        await page.keyboard.press('Escape');
        await page.locator('.room:not([inert])').waitFor();
        await page.getByLabel('Speaking as').selectOption('People…');
        await page.getByRole('dialog', { name: 'Speaking as' }).waitFor();
        await faultsWith('the people');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'New thread' }).click();
        await page.getByRole('dialog', { name: 'New thread' }).waitFor();
        await faultsWith('a new thread');
        await page.context().close();
      });
    }
  }
});
