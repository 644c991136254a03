/** Takes the pictures of the playground in docs/images: `node tools/screenshot.ts`. Needs Debian's chromium. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { fillMemory, openMemory } from '../test/system/memory-page.ts';
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

/** What is remembered in the pictures. */
function memories(now: number) {
  const person = (name: string) => ({ id: name.toLowerCase(), name });
  const told: [
    days: number,
    who: string,
    statement: string,
    kind: string,
    also?: { id: string; name: string },
  ][] = [
    [0, 'Mira', 'Mira plans to sail to the Azores in May.', 'plan'],
    [0, 'Jonas', 'Jonas is Mira’s brother.', 'relation', person('Mira')],
    [2, 'Mira', 'Mira plays the cello.', 'interest'],
    [3, 'Lin', 'Lin and Jonas work together.', 'relation', person('Jonas')],
    [3, 'Lin', 'Lin would rather not talk about work after eight.', 'instruction'],
    [5, 'Jonas', 'Jonas has a dog called Rex.', 'fact', { id: 'thing:rex', name: 'Rex' }],
    [6, 'Amara', 'Amara is allergic to nuts.', 'fact'],
    [8, 'Amara', 'Amara and Mira sing in the harbour choir.', 'fact', person('Mira')],
    [8, 'Tomás', 'Tomás is Amara’s neighbour.', 'relation', person('Amara')],
    [9, 'Tomás', 'Tomás prefers tea to coffee.', 'preference'],
    [11, 'Lin', 'Lin took Rex for a walk.', 'fact', { id: 'thing:rex', name: 'Rex' }],
  ];
  return told.map(([days, who, statement, kind, other]) => ({
    statement,
    kind,
    about: [person(who), ...(other === undefined ? [] : [other])],
    saidBy: person(who),
    saidAt: now - days * 86_400_000,
    confidence: 0.9,
  }));
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

async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, `docs/images/${name}.png`), animations: 'disabled' });
}

/** Of the talk and of the memory. */
async function takePicture(browser: Browser, url: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const { page } = await openPage(browser, url, { colorScheme });
  if (colorScheme === 'light') await hold(page);
  await page.locator(answered).last().waitFor();
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await keepPicture(page, `playground-${colorScheme}`);
  await openMemory(page, url);
  await page.locator('.fact').first().waitFor();
  await page.locator('.graph').waitFor();
  await keepPicture(page, `memory-${colorScheme}`);
  await page.close();
}

const dataFolder = mkdtempSync(join(tmpdir(), 'acore-pictures-'));
const acore = await startAcore(dataFolder);
const browser = await openBrowser();
try {
  await fillMemory(acore.url, memories(Date.now()));
  await takePicture(browser, acore.url, 'light');
  await takePicture(browser, acore.url, 'dark');
} finally {
  await browser.close();
  await acore.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
