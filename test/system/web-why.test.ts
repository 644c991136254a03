import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startTestApp } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';
import { visit } from './web-visitor.ts';

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });

describe('what the page tells of a message and a room', { skip: noBrowser }, () => {
  test('Why shows who was considered; a room that is off says that nothing is kept', async () => {
    await using app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    await using undo = new AsyncDisposableStack();
    const browser = undo.adopt(await openBrowser(), (opened) => opened.close());
    const visitor = undo.use(await visit(app.url));
    const { page, wrong } = await openPage(browser, app.url, { bypassCSP: true });
    const id = await visitor.say('Odrun, who else is here?');
    await visitor.hears('ending', ({ ending }) => ending.messageId === id);
    await page.locator('.line[data-kind=character]').first().focus();
    await page.keyboard.press('w');
    await page.getByText(/^Considered: \d+ characters$/).click();
    const rows = await page.locator('.considered li').allTextContents();
    assert.match(rows[0] ?? '', /Odrun\s+chosen: named in the message/);
    assert.match(rows[1] ?? '', /passed over: not named/);
    await page.getByText(/^Estimated: nobody counted\. The window had room for [\d,.]+\.$/).waitFor();
    const parts = await page.locator('.parts summary').allTextContents();
    assert.ok(
      parts.some((part) => /Description\s*character\s*[\d,.]+\s*\d+ %\s*The card says so\./.test(part)),
    );
    assert.ok(
      parts.every((part) => /\.\s*$/.test(part)),
      'every part has a reason',
    );
    const lore = page.getByRole('region', { name: 'Lore' });
    await lore.getByRole('heading', { name: /^Lore, \d+ of \d+ entries told$/ }).waitFor();
    await lore.getByText(/^[\d.,]+ of [\d.,]+ tokens, /).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.keyboard.press('Escape');

    await composer(page).fill('/channel mode off');
    await page.keyboard.press('Enter');
    await page.locator('.mode', { hasText: 'what is said here now is not kept' }).waitFor();
    await page.reload();
    await page.locator('.mode', { hasText: 'what is said here now is not kept' }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await composer(page).fill('/channel mode default');
    await page.keyboard.press('Enter');
    await page.locator('.mode').waitFor({ state: 'detached' });
    assert.deepEqual(wrong, []);
  });
});
