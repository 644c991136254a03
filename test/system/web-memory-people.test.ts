import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from './harness.ts';
import { fillMemory, openMemory } from './memory-page.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';

const person = (id: string, name: string) => ({ id, name });
const noam = person('noam', 'נועם בן־דוד');
const layla = person('layla', 'ليلى المنصوري');
const long = person('long', 'Maximilian-Alexander von und zu Hohenlohe-Waldenburg-Schillingsfürst');
const family = person('family', '👨‍👩‍👧‍👦'.repeat(8));
const mira = person('mira', 'Mira');
const lisbon = person('place:lisbon', 'Lisbon');
const saidAt = Date.now() - 5 * 86_400_000;
const fact = (statement: string, about: object[], more = {}) => ({
  statement,
  about,
  kind: 'fact',
  saidBy: about[0],
  saidAt,
  confidence: 0.8,
  ...more,
});
const guests = Array.from({ length: 30 }, (_, index) => person(`g${index}`, `Guest number ${index}`));
const facts = [
  fact(`${layla.name} is ${noam.name}’s aunt.`, [layla, noam], { kind: 'relation' }),
  fact(`${noam.name} גר בתל אביב.`, [noam]),
  fact(`${long.name} owns a castle.`, [long]),
  fact(`${family.name} travels a lot.`, [family]),
  fact('Mira lives in Lisbon.', [mira, lisbon]),
  fact('Mira plans to sail in May.', [mira], { kind: 'plan' }),
  ...guests.map((guest) => fact(`${guest.name} knows Mira.`, [guest, mira])),
];

describe('those who are remembered, on the page', { skip: noBrowser }, () => {
  let browser: Browser;
  let app: TestApp;
  before(async () => {
    browser = await openBrowser();
    app = await startTestApp({ env: { PORT: '0', ACORE_MODEL: 'understudy' } });
    await fillMemory(app.url, facts);
  });
  after(async () => {
    await browser?.close();
    await app?.[Symbol.asyncDispose]();
  });

  async function open(asked = '', options = {}) {
    const opened = await openPage(browser, app.url, options);
    await openMemory(opened.page, app.url, asked);
    return opened;
  }

  /** The boxes of everything of a kind in the drawing, and of the drawing. */
  const boxes = (page: Page, selector: string) =>
    page.evaluate((wanted) => {
      const boxOf = (element: Element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      };
      const graph = document.querySelector('.graph');
      if (graph === null) throw new Error('no graph');
      return { graph: boxOf(graph), all: [...graph.querySelectorAll(wanted)].map(boxOf) };
    }, selector);

  for (const width of [320, 390, 800, 1280])
    test(`are drawn with nothing cut off at an edge: ${width} px`, async () => {
      const { page, wrong } = await open('?tab=people', { viewport: { width, height: 800 } });
      await page.locator('.graph text').first().waitFor();
      for (const selector of ['text', '.mark-of']) {
        const { graph, all } = await boxes(page, selector);
        assert.ok(all.length > 10, `${all.length} ${selector}`);
        for (const [index, one] of all.entries()) {
          const isInside =
            one.left >= graph.left &&
            one.right <= graph.right &&
            one.top >= graph.top &&
            one.bottom <= graph.bottom;
          assert.ok(isInside, `${selector} ${index} ${JSON.stringify(one)}`);
        }
      }
      assert.deepEqual(await accessibilityFaults(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} px wide`);
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

  test('are gone through by keyboard; each says what it is and with whom it is known', async () => {
    const { page, wrong } = await open('?tab=people');
    const spot = page.locator('.graph [tabindex="0"]');
    assert.equal(await spot.count(), 1);
    await spot.focus();
    await page.keyboard.press('Home');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.match(
      (await focused()) ?? '',
      /^Mira, person, 32 facts, together with (?:(?:Lisbon|Guest number \d+), ){6}25 more$/,
    );
    const seen = new Set<string | null | undefined>();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
      await page.keyboard.press(key);
      seen.add(await focused());
    }
    assert.ok(seen.size > 1, [...seen].join('; '));
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.graph [aria-pressed=true]').getAttribute('data-id'), 'mira');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.graph [aria-pressed=true]').count(), 0);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Show the 32 facts' }).press('Enter');
    await page.locator('.fact').first().waitFor();
    assert.equal(await page.locator('.fact .statement', { hasText: 'castle' }).count(), 0);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('have names and sentences that run their own way', async () => {
    const { page } = await open('?person=noam');
    const aunt = page.locator('.fact .statement', { hasText: 'aunt' });
    await aunt.waitFor();
    assert.equal(await aunt.getAttribute('dir'), 'ltr');
    assert.deepEqual(await aunt.locator('bdi').allTextContents(), [layla.name, noam.name]);
    assert.equal(await page.locator('.fact .statement', { hasText: 'אביב' }).getAttribute('dir'), 'rtl');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.locator('.ledger [dir=ltr]', { hasText: 'aunt' }).waitFor();
    await page.context().close();
  });

  test('can be looked at from an address that says what is asked for, and goes along', async () => {
    const { page, wrong } = await open('?person=mira&kind=plan');
    await page.locator('.fact').waitFor();
    assert.equal(await page.getByLabel('About or from').inputValue(), 'mira');
    await page.getByLabel('Kind').selectOption('');
    await page.waitForFunction(() => location.hash === '#/memory?person=mira');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.waitForFunction(() => location.hash === '#/memory?tab=changes&person=mira');
    await page.reload();
    await page.locator('.ledger').waitFor();
    assert.equal(await page.getByLabel('About or from').inputValue(), 'mira');
    await page.evaluate(() => {
      location.hash = '#/memory?words=castle';
    });
    await page.locator('.fact .statement', { hasText: 'owns a castle' }).waitFor();
    await page.getByLabel('As of').fill('2020-01-01');
    await page.getByText('Nothing fits that.').waitFor();
    await page.goBack();
    await page.locator('.ledger').waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('are fetched as a file, narrowed as they are shown', async () => {
    const { page } = await open('?person=noam');
    await page.locator('.fact').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the facts that are shown' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'memory.json');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const file = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    assert.deepEqual(
      [file.acore, file.facts.map(({ statement }: { statement: string }) => statement).toSorted()],
      [
        'memory',
        facts
          .slice(0, 2)
          .map(({ statement }) => statement)
          .toSorted(),
      ],
    );
    await page.getByText('2 facts as a file.').waitFor();
    await page.context().close();
  });

  test('say so when Acore does not answer, and are there again with a press', async () => {
    const { page } = await open();
    await page.locator('.fact').first().waitFor();
    await page.route('**/api/memory/**', (route) => route.abort());
    await page.getByLabel('Kind').selectOption('plan');
    await page.locator('.wrong', { hasText: 'Acore does not answer' }).waitFor();
    assert.equal(await page.getByText('Nothing fits that.').count(), 0);
    await page.unroute('**/api/memory/**');
    await page.locator('.wrong').getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.fact').length === 1);
    await page.route('**/api/memory/**', (route) => route.abort());
    await page.reload();
    await page.getByText('The memory could not be looked up.').waitFor();
    await page.unroute('**/api/memory/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.fact').length === 1);
    await page.context().close();
  });

  test('are narrowed on a phone behind one button that says how much is narrowed', async () => {
    const { page } = await open('?kind=plan', { viewport: { width: 360, height: 740 } });
    await page.locator('.fact').waitFor();
    const narrow = page.getByRole('button', { name: 'Narrow 1' });
    assert.equal(await page.getByLabel('Kind').isVisible(), false);
    await narrow.press('Enter');
    await page.getByLabel('Kind').selectOption('');
    await page.getByRole('button', { name: 'Narrow', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page
      .getByRole('button', {
        name: new Date(saidAt).toLocaleDateString('en-GB', {
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        }),
      })
      .click();
    await page.getByRole('button', { name: /^Only / }).waitFor();
    await page.locator('.fact').first().waitFor();
    await page.context().close();
  });
});
