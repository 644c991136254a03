import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startTestApp } from './harness.ts';
import { fillMemory } from './memory-page.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';
import { ada, visit } from './web-visitor.ts';

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

  test('Why shows what the memory found, why, where it was said, and the way to it', async () => {
    await using app = await startTestApp({
      env: { PORT: '0', ACORE_MODEL: 'understudy' },
      config: 'embeddings: { use: none }',
    });
    await using undo = new AsyncDisposableStack();
    const browser = undo.adopt(await openBrowser(), (opened) => opened.close());
    const visitor = undo.use(await visit(app.url));
    const saidAt = Date.UTC(2026, 9, 3, 12);
    const about = [ada];
    const known = { about, saidBy: ada, saidAt, confidence: 0.9 };
    await fillMemory(app.url, [
      { ...known, statement: 'Ada keeps bees.', kind: 'interest' },
      { ...known, statement: 'Ada keeps goats.', kind: 'interest' },
      { ...known, statement: 'Ada would rather not talk about work.', kind: 'instruction' },
    ]);
    const { page, wrong } = await openPage(browser, app.url, { bypassCSP: true });
    const line = page.locator('.line[data-kind=character]');
    const id = await visitor.say('Octavine, how are my bees?');
    await visitor.hears('ending', ({ ending }) => ending.messageId === id);
    await line.first().focus();
    await page.keyboard.press('w');
    const found = page.getByRole('region', { name: 'Found by memory' });
    await found.getByRole('heading', { name: 'Found by memory, 3 told' }).waitFor();
    await found.getByText('Looked for in one talk').waitFor();
    const reasons = await found.locator('div > .hint').allTextContents();
    assert.deepEqual(reasons, [
      'It is about who is answered: instruction, 90 % sure:',
      'It is about who is answered: interest, 90 % sure:',
    ]);
    const bees = found.locator('li', { hasText: 'Ada keeps bees.' });
    assert.match((await bees.textContent()) ?? '', /#tavern, 3 Oct 2026/);
    assert.deepEqual(await accessibilityFaults(page), []);
    await bees.getByRole('link', { name: 'In the memory: Ada keeps bees.' }).click();
    await page.locator('.fact .statement', { hasText: 'Ada keeps bees.' }).waitFor();
    assert.equal(await page.locator('.fact').count(), 1);
    await page.getByRole('button', { name: 'Only one fact' }).click();
    await page.locator('.fact').nth(2).waitFor();
    assert.deepEqual(wrong, []);
  });
});
