/** Takes the pictures of the playground in docs/images: `node tools/screenshot.ts`. Needs Debian's chromium. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../test/system/web-browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is said in the pictures; the answers come from the program. */
const talk = [
  { words: 'Odrun, how did you end up running an inn?', answers: 1 },
  { words: 'Rufus, Temur: how do you know each other?', answers: 2 },
];

/** A fresh Acore in which the understudy speaks. */
async function startAcore(dataFolder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'bin/acore.js'), 'start', '--json'], {
    env: { PATH: process.env['PATH'], ACORE_DATA: dataFolder, ACORE_MODEL: 'understudy', PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    return {
      url,
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('Acore ended before it was ready.');
}

const answered = 'li.line[data-kind="character"]:not(.draft)';

async function hold(page: Page): Promise<void> {
  let answers = 0;
  for (const line of talk) {
    answers += line.answers;
    await page.locator('#composer').fill(line.words);
    await page.keyboard.press('Enter');
    await page
      .locator(answered)
      .nth(answers - 1)
      .waitFor();
  }
}

async function takePicture(browser: Browser, url: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const { page } = await openPage(browser, url, { colorScheme });
  if (colorScheme === 'light') await hold(page);
  await page.locator(answered).last().waitFor();
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.screenshot({
    path: join(root, `docs/images/playground-${colorScheme}.png`),
    animations: 'disabled',
  });
  await page.close();
}

const dataFolder = mkdtempSync(join(tmpdir(), 'acore-pictures-'));
const acore = await startAcore(dataFolder);
const browser = await openBrowser();
try {
  await takePicture(browser, acore.url, 'light');
  await takePicture(browser, acore.url, 'dark');
} finally {
  await browser.close();
  await acore.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
