import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai/index.ts';
import { docxFile, pdfFile } from '../support/documents.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';

describe('the documents on the page', { skip: noBrowser }, () => {
  let openai: FakeOpenai;
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    openai = await startFakeOpenai();
    const env = { PORT: '0', OPENAI_BASE_URL: openai.base, ACORE_MODEL: 'openai/test-model' };
    app = await startTestApp({ env });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await app[Symbol.asyncDispose]();
    await openai.close();
  });

  async function open() {
    const opened = await openPage(browser, app.url);
    await opened.page.getByRole('link', { name: 'Documents' }).click();
    await opened.page.getByLabel('Take files in…').waitFor();
    return opened;
  }

  const row = (page: Page, name: string) => page.locator('.documents li', { hasText: name });

  test('are taken in by file, shown as they were read, taken away and brought back', async () => {
    const { page, wrong } = await open();
    await page.getByLabel('Category').fill('Rules of the House');
    await page.getByLabel('Take files in…').setInputFiles([
      { name: 'Guide.pdf', mimeType: 'application/pdf', buffer: pdfFile([['Apples.'], ['Pears.']]) },
      {
        name: 'Lost.docx',
        mimeType: 'application/octet-stream',
        buffer: docxFile(['Cut short.']).subarray(0, 90),
      },
    ]);
    await row(page, 'Guide.pdf').getByText('2 pages, 2 passages').waitFor();
    await row(page, 'Lost.docx').getByText('not read').waitFor();
    const [guide, lost] = [row(page, 'Guide.pdf'), row(page, 'Lost.docx')];
    assert.match(await guide.innerText(), /rules_of_the_house/);
    assert.match(await guide.innerText(), /in this playground/);
    assert.match(await lost.innerText(), /cut short/);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole('button', { name: 'Take Guide.pdf away' }).click();
    await guide.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await guide.getByText('2 pages, 2 passages').waitFor();
    await page.getByRole('button', { name: 'Read again: Guide.pdf' }).click();
    await page.getByText('“Guide.pdf” is read again.').waitFor();
    await guide.getByText('2 pages, 2 passages').waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('a file of a kind that is not read is refused in a sentence', async () => {
    const { page } = await open();
    await page
      .getByLabel('Take files in…')
      .setInputFiles({ name: 'a.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
    await page.getByText('Documents are read when they end in .txt').waitFor();
    await page.context().close();
  });
});
