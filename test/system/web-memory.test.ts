import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from './harness.ts';
import { fillMemory, openMemory } from './memory-page.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';

const [bo, ann, rex] = [
  { id: 'bo', name: 'Bo' },
  { id: 'ann', name: 'Ann' },
  { id: 'thing:rex', name: 'Rex' },
];
/** A day lately: what is told by hand goes when it is too old. */
const noon = new Date().setHours(12, 0, 0, 0) - 30 * 86_400_000;
const fact = (statement: string, about: object[], more = {}) => ({
  statement,
  about,
  kind: 'fact',
  saidBy: bo,
  saidAt: noon,
  confidence: 0.8,
  ...more,
});

/** More than one page of facts about a few people. */
const facts = [
  fact('Ann is Bo’s sister.', [bo, ann], { kind: 'relation', saidAt: noon + 3 }),
  fact('Bo has a dog called Rex.', [bo, rex], { saidAt: noon + 2 }),
  fact('Bo lived in Oslo.', [bo], { saidAt: noon + 1, until: noon }),
  ...Array.from({ length: 50 }, (_, index) =>
    fact(`Bo owns volume ${index} of the atlas.`, [bo], { saidAt: noon - index }),
  ),
];

describe('the memory on the page', { skip: noBrowser }, () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  async function open(app: TestApp, options = {}) {
    const opened = await openPage(browser, app.url, options);
    await openMemory(opened.page, app.url);
    return opened;
  }

  const statement = (page: Page, text: string) => page.locator('.fact .statement', { hasText: text });
  const shown = (page: Page, count: number) =>
    page.waitForFunction((wanted) => document.querySelectorAll('.fact').length === wanted, count);

  describe('of a fresh Acore', () => {
    let app: TestApp;
    before(async () => {
      app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    });
    after(() => app?.[Symbol.asyncDispose]());

    async function tell(page: Page, words: string) {
      await page.locator('#composer').fill(words);
      await page.keyboard.press('Enter');
      // Older lines may still be on their way to the page, so the answer is the one below these words.
      const said = page.locator('.line[data-kind=person]', { hasText: words });
      await said
        .locator('xpath=following-sibling::*[@data-kind="character" and not(contains(@class, "draft"))]')
        .first()
        .waitFor();
      await app.app.conversation.idle();
    }

    test('holds nothing before somebody allowed it, then what was told, with where it was said', async () => {
      const { page, wrong } = await openPage(browser, app.url);
      await tell(page, 'Odrun, I play the cello.');
      await page.locator('.shelf').waitFor();
      await page.locator('h1, .talk').first().focus();
      await page.getByRole('link', { name: 'Memory' }).press('m');
      await page.getByRole('heading', { name: 'Nothing is remembered yet' }).waitFor();
      await page.getByRole('button', { name: 'Remember what is said in this playground' }).press('Enter');
      await page.getByText('Learning is on in this playground.').waitFor();
      await page.getByRole('button', { name: 'Back to the talk' }).press('Enter');
      await tell(page, 'Odrun, I live in Lisbon.');
      await page.getByRole('link', { name: 'Memory' }).press('Enter');
      await statement(page, 'Traveller lives in Lisbon').waitFor();
      assert.equal(await statement(page, 'cello').count(), 0);
      await page.getByText('From one message').press('Enter');
      await page.locator('.sources', { hasText: 'I live in Lisbon' }).waitFor();
      await page.getByRole('button', { name: 'Show in the talk' }).press('Enter');
      await page.waitForFunction(() => document.activeElement?.textContent?.includes('I live in Lisbon'));
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    test('is put right, taken out and brought back by keyboard, and the ledger knows of it', async () => {
      const { page, wrong } = await open(app);
      await page.getByRole('button', { name: 'Correct: Traveller lives in Lisbon' }).press('Enter');
      await page.getByLabel('How it should read').fill('Traveller lives in Rome.');
      await page.keyboard.press('Enter');
      await page.getByText('Corrected.').waitFor();
      await page.getByRole('button', { name: 'Forget: Traveller lives in Rome.' }).press('Enter');
      await page.getByText('Forgotten.').waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent === 'Take it back');
      await page.reload();
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.locator('.ledger', { hasText: 'Forgotten' }).waitFor();
      await page.getByRole('button', { name: 'Take back: Traveller lives in Rome.' }).first().press('Enter');
      await page.getByText('That is taken back.').waitFor();
      await page.getByRole('tab', { name: 'Facts' }).click();
      await statement(page, 'Traveller lives in Rome.').waitFor();
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    test('takes what somebody writes down', async () => {
      const { page } = await open(app);
      await page.getByRole('button', { name: 'Write something down' }).click();
      await page.getByLabel('What to remember').fill('I am allergic to nuts');
      await page.keyboard.press('Enter');
      await page.getByText('Remembered: Traveller is allergic to nuts.').waitFor();
      await statement(page, 'allergic to nuts').waitFor();
      await page.context().close();
    });
  });

  describe('of many facts', () => {
    let app: TestApp;
    before(async () => {
      app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
      await fillMemory(app.url, facts);
    });
    after(() => app?.[Symbol.asyncDispose]());

    test('is searched as somebody types, narrowed by person, day and kind, and read on in pages', async () => {
      const { page, wrong } = await open(app);
      await shown(page, 40);
      await page.getByRole('button', { name: 'Show more' }).click();
      await shown(page, 53);
      await page.getByLabel('Search the memory').pressSequentially('sist');
      await shown(page, 1);
      await statement(page, 'Ann is Bo’s sister.').waitFor();
      await page.getByLabel('Search the memory').fill('');
      await page.locator('.people').getByRole('button', { name: 'Rex' }).press('Enter');
      await shown(page, 1);
      await statement(page, 'dog called Rex').waitFor();
      await page.locator('.graph [aria-pressed=true]').click();
      await shown(page, 40);
      await page.getByLabel('When true').selectOption('over');
      await shown(page, 1);
      await statement(page, 'lived in Oslo').waitFor();
      await page.getByLabel('When true').selectOption('');
      await page.getByLabel('Kind').selectOption('relation');
      await shown(page, 1);
      await page.getByLabel('Kind').selectOption('');
      await page.locator('.days').getByRole('button', { name: '53 changes' }).click();
      await page.getByText('Nothing fits that.').waitFor();
      await page.getByRole('button', { name: 'Show everything' }).click();
      await shown(page, 40);
      await page.locator('.days').getByRole('button', { name: '53 facts' }).click();
      await page.getByRole('button', { name: /^Only / }).waitFor();
      await page.getByLabel('As of').fill('2020-01-01');
      await page.getByText('Nothing fits that.').waitFor();
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    test('keeps what is chosen just while the address is written', async () => {
      const { page, wrong } = await open(app);
      await shown(page, 40);
      await page.evaluate(() => {
        const write = history.replaceState;
        history.replaceState = (...given) => {
          history.replaceState = write;
          history.replaceState(...given);
          const select = [...document.querySelectorAll('select')].find((one) => one.value === 'relation');
          if (select === undefined) throw new Error('Something else is written first.');
          select.value = 'fact';
          select.dispatchEvent(new Event('change', { bubbles: true }));
        };
      });
      await page.getByLabel('Kind').selectOption('relation');
      await page.waitForFunction(() => location.hash.endsWith('kind=fact'));
      await shown(page, 40);
      assert.equal(await page.getByLabel('Kind').inputValue(), 'fact');
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1280])
        test(`can be used by everybody: ${colorScheme}, ${width} px`, async () => {
          const { page, wrong } = await open(app, { colorScheme, viewport: { width, height: 800 } });
          const isFine = async (what: string) => {
            assert.deepEqual(await accessibilityFaults(page), [], what);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(wide <= width, `${what} is ${wide} px wide`);
          };
          await shown(page, 40);
          await page
            .getByRole('button', { name: /^Correct: / })
            .first()
            .click();
          await page.getByRole('button', { name: 'Write something down' }).click();
          await isFine('the facts');
          for (const name of ['Changes', 'Timeline', 'People', 'Learning']) {
            const tab = page.getByRole('tab', { name });
            if (!(await tab.isVisible())) continue;
            await tab.click();
            await page
              .locator('.ledger:visible, .days:visible, .people:visible, .homes:visible')
              .first()
              .waitFor();
            await isFine(name);
          }
          assert.deepEqual(wrong, []);
          await page.context().close();
        });
  });
});
