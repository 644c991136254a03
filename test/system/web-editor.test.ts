import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { readCardFile } from '../../src/features/characters/files/read.ts';
import { plainPng } from '../../src/lib/plain-png.ts';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai/index.ts';
import { aCard, charxOf, pixel } from '../support/card-files.ts';
import { smallJpeg } from '../support/pictures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { accessibilityFaults, noBrowser, openBrowser, openPage } from './web-browser.ts';

const caller = { channelId: 'tavern', person: { id: 'p-ada', name: 'Ada' } };
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
const tabs = ['Character', 'Greetings', 'Instructions', 'In Acore', 'Lorebook', 'About', 'Prompt'];
const isSaved = (page: Page) => page.locator('.editor-head .state', { hasText: /^Saved$/ }).waitFor();

describe('the character editor', { skip: noBrowser }, () => {
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

  async function open(address: string, options = {}) {
    const opened = await openPage(browser, app.url, options);
    await opened.page.goto(`${app.url}/${address}`);
    await opened.page.locator('.editor-view').waitFor();
    return opened;
  }

  test('edits a shipped character, whose next answer knows of it', async () => {
    const { page, wrong } = await openPage(browser, app.url);
    await page.locator('.shelf button', { hasText: 'Odrun' }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.locator('.parts summary', { hasText: 'Description' }).waitFor();
    const tokens = page
      .locator('.field', { has: page.getByLabel('Description', { exact: true }) })
      .locator('.tokens');
    await page.locator('.editor-head .what p', { hasText: /^\d/ }).waitFor();
    const tokensBefore = await tokens.textContent();
    const description = await page.getByLabel('Description', { exact: true }).inputValue();
    await page.getByLabel('Description', { exact: true }).fill(`${description} Keeps a heron called Wilbur.`);
    await page.waitForFunction(
      (old) => document.querySelectorAll('.field .tokens')[2]?.textContent !== old,
      tokensBefore,
    );
    await page.getByRole('tab', { name: /Lorebook/ }).click();
    await page.locator('.opener').first().click();
    await page.getByLabel('Keys', { exact: true }).fill('zeppelin');
    await page.getByLabel('Content', { exact: true }).fill('Zeppelins moor at the old mill.');
    await page.getByLabel('Somebody says').fill('Have you seen the zeppelin?');
    await page.locator('.parts', { hasText: 'Zeppelins moor at the old mill.' }).waitFor();
    await page.locator('.parts', { hasText: 'a heron called Wilbur' }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await isSaved(page);
    await page.getByText('takes the place of the one that ships').waitFor();

    const own = join(app.dataFolder, 'characters', 'odrun.png');
    const shipped = readCardFile(
      readFileSync(new URL('../../characters/odrun.png', import.meta.url)),
      'odrun',
    );
    const saved = readCardFile(readFileSync(own), 'odrun');
    assert.equal(saved.spec, 'chara_card_v3');
    assert.match(String(saved.card.data['description']), /Wilbur/);
    assert.deepEqual(saved.card.data['extensions'], shipped.card.data['extensions']);

    await page.getByRole('button', { name: 'Back to the talk' }).click();
    await composer(page).fill('Odrun, where is the zeppelin?');
    await page.keyboard.press('Enter');
    const request = await openai.waitForRequest((asked) =>
      JSON.stringify(asked.body).includes('where is the zeppelin'),
    );
    assert.match(JSON.stringify(request), /heron called Wilbur/);
    assert.match(JSON.stringify(request), /Zeppelins moor at the old mill/);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('asks before something unsaved is left, and keeps a draft over a reload', async () => {
    const { page } = await open('#/characters/rufus/edit');
    await page.getByLabel('Scenario').fill('A room of my own.');
    await page.locator('.state', { hasText: 'Not saved' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    assert.equal(await page.getByLabel('Scenario').inputValue(), 'A room of my own.');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('What you had not saved is here again.').waitFor();
    assert.equal(await page.getByLabel('Scenario').inputValue(), 'A room of my own.');
    await page.getByRole('button', { name: 'Back to the talk' }).click();
    await page.getByRole('button', { name: 'Discard', exact: true }).last().click();
    await composer(page).waitFor();
    assert.ok(!existsSync(join(app.dataFolder, 'characters', 'rufus.png')));
    await page.context().close();
  });

  test('sets relationships, framework and pronouns, which the prompt and the sheet then tell', async () => {
    const { page, wrong } = await open('#/characters/thandeka/edit');
    await page.getByRole('tab', { name: 'In Acore' }).click();
    await page.getByLabel('Framework', { exact: true }).selectOption('caring');
    await page.getByLabel('Mixed in when').selectOption('own');
    await page.getByRole('button', { name: 'Add a rule' }).press('Enter');
    await page.locator('select:focus').waitFor();
    await page.getByLabel('Mix in', { exact: true }).selectOption('chaotic');
    await page.getByLabel('Share, per cent').fill('120');
    await page.getByRole('button', { name: 'Add a relationship' }).press('Enter');
    await page.locator(':is(input, select):focus').waitFor();
    await page.keyboard.type('Rufus');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a voice in the dark');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Listens to him while the bees sleep.');
    await page.keyboard.press('Control+s');
    await page.getByText('Must be between 0 and 100 per cent.').waitFor();
    await page.getByLabel('Share, per cent').fill('80');
    await page.getByLabel('Somebody says').fill('I feel so alone and sad tonight');
    await page
      .getByRole('button', { name: /Company/ })
      .or(page.locator('summary', { hasText: 'Company' }))
      .click();
    await page.locator('.parts', { hasText: 'Rufus (a voice in the dark): Listens to him while' }).waitFor();
    await page.locator('.parts', { hasText: 'Manner: caring' }).waitFor();
    await page.locator('.parts', { hasText: 'chaotic 80 %' }).waitFor();
    await page.getByLabel('Pronouns', { exact: true }).selectOption('they/them/their');
    await page.keyboard.press('Control+s');
    await isSaved(page);

    const { card } = readCardFile(readFileSync(join(app.dataFolder, 'characters', 'thandeka.png')), 'x');
    const { acore, framework_blending: blending } = Object(card.data['extensions']);
    assert.deepEqual(acore.relationships.at(-1), {
      character: 'rufus',
      kind: 'a voice in the dark',
      feeling: 'Listens to him while the bees sleep.',
    });
    assert.deepEqual(blending, {
      blend_rules: [{ context: 'support', framework: 'chaotic', weight: 0.8 }],
    });
    assert.deepEqual([acore.framework, acore.voice.gender], ['caring', 'female']);
    await page.getByRole('button', { name: 'Back to the talk' }).click();
    await page.locator('.shelf button', { hasText: 'Thandeka' }).click();
    await page.locator('.facts', { hasText: 'they/them' }).waitFor();
    await page.locator('.facts', { hasText: 'warm, firm contralto' }).waitFor();
    await page.locator('.facts', { hasText: 'Rufus, a voice in the dark' }).waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('gives an imported character another portrait, and takes it back', async () => {
    const id = await imported();
    const { page, wrong } = await open(`#/characters/${id}/edit`);
    await page.getByLabel('Scenario').fill('A quay in the morning.');
    await page.locator('.portrait-field input[type=file]').setInputFiles({
      name: 'face.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(smallJpeg),
    });
    await page.getByLabel('The new portrait').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Saved as version 2').waitFor();
    await page.locator('.portrait-field img').waitFor();
    assert.deepEqual(await sizeOfFace(page), [4, 4]);
    await page.getByRole('tab', { name: 'About' }).click();
    await page.locator('.luggage li', { hasText: 'icon, main' }).getByText('portrait').waitFor();
    await page.locator('.luggage li', { hasText: 'emotion, glad' }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByLabel('Creator', { exact: true }).fill('Nobody');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Save or discard first').waitFor();
    await page.getByLabel('Creator', { exact: true }).fill('Mira’s maker');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved as version 3').waitFor();
    await page.locator('[data-path="texts.creator"]:focus').waitFor();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByText('again as in version 2; that makes version 4').waitFor();
    assert.equal(await page.getByRole('tab', { name: 'About' }).getAttribute('aria-selected'), 'true');
    await page.getByRole('tab', { name: 'Character' }).click();
    assert.equal(await page.getByLabel('Scenario').inputValue(), 'A quay in the morning.');
    const line = `/character versions name:${id} back:1`;
    await page.request.post(`${app.url}/api/commands`, { data: { ...caller, line } });
    await page.reload();
    await page.locator('.portrait-field img').waitFor();
    assert.deepEqual(await sizeOfFace(page), [5, 5]);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  async function imported(): Promise<string> {
    const assets = [
      { type: 'icon', uri: 'embeded://face.png', name: 'main', ext: 'png' },
      { type: 'emotion', uri: 'embeded://glad.png', name: 'glad', ext: 'png' },
    ];
    const card = charxOf(aCard({ name: 'Mira', assets }), {
      'face.png': plainPng(5, 0x40),
      'glad.png': pixel,
    });
    const call = JSON.stringify({ ...caller, line: '/character import file:mira.charx' });
    const query = new URLSearchParams({ call, name: 'mira.charx' });
    const answer = await fetch(`${app.url}/api/commands/file?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: card as BodyInit,
    });
    return Object(await answer.json()).characterId;
  }

  /** The portrait's own width and height, as the page has it. */
  function sizeOfFace(page: Page): Promise<number[]> {
    return page.evaluate(async () => {
      const face = document.querySelector<HTMLImageElement>('.portrait-field img');
      await face?.decode();
      return [face?.naturalWidth ?? 0, face?.naturalHeight ?? 0];
    });
  }

  test('makes a new character; what is wrong is said at its field', async () => {
    const { page } = await open('#/characters/new');
    await page.getByLabel('Talkativeness').fill('3');
    await page.getByRole('tab', { name: 'Greetings' }).click();
    await page.getByLabel('First message').fill('Hello, I am new.');
    await page.getByRole('button', { name: 'Add a greeting' }).click();
    await page.getByLabel('Greeting 2', { exact: true }).fill('Or this.');
    await page.keyboard.press('Control+s');
    await page
      .getByText('fields have to be mended first')
      .or(page.getByText('One field has to be mended'))
      .waitFor();
    await page.getByText('Must be between 0 and 1.').waitFor();
    await page.getByLabel('Talkativeness').fill('0.3');
    await page.keyboard.press('Control+s');
    await page.getByText('Must not be empty.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Wilma Stone');
    await page.keyboard.press('Control+s');
    await page.waitForURL(/wilma-stone\/edit/);
    await isSaved(page);
    const { card } = readCardFile(readFileSync(join(app.dataFolder, 'characters', 'wilma-stone.json')), 'x');
    assert.deepEqual(card.data['alternate_greetings'], ['Or this.']);
    await page.getByRole('button', { name: 'Back to the talk' }).click();
    await page.locator('.shelf', { hasText: 'Wilma Stone' }).waitFor();
    await page.context().close();
  });

  test('loses nothing when Acore cannot keep the card', async () => {
    const { page } = await open('#/characters/temur/edit');
    await page.getByLabel('Scenario').fill('Far away.');
    await page.route('**/api/editor/save', (route) => route.abort());
    await page.keyboard.press('Control+s');
    await page.getByText('Nothing is lost').waitFor();
    assert.equal(await page.getByLabel('Scenario').inputValue(), 'Far away.');
    await page.unroute('**/api/editor/save');
    await page.keyboard.press('Control+s');
    await isSaved(page);
    await page.getByLabel('Scenario').fill('Farther away.');
    await page.keyboard.press('Control+s');
    await isSaved(page);
    const files = readdirSync(join(app.dataFolder, 'characters')).filter((file) => file.startsWith('temur'));
    assert.deepEqual(files.sort(), ['temur.png', 'temur.png.bak']);
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280])
      test(`can be used by everybody: ${colorScheme}, ${width} px`, async () => {
        const { page, wrong } = await open('#/characters/ilde/edit', {
          colorScheme,
          viewport: { width, height: 800 },
        });
        for (const tab of tabs) {
          const button = page.getByRole('tab', { name: new RegExp(tab) });
          if (!(await button.isVisible())) continue;
          await button.click();
          if (tab === 'Lorebook') await page.locator('.opener').first().click();
          if (tab === 'Prompt') await page.locator('.parts').waitFor();
          assert.deepEqual(await accessibilityFaults(page), [], tab);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${tab} is ${wide} px wide`);
        }
        assert.deepEqual(wrong, []);
        await page.context().close();
      });
});
