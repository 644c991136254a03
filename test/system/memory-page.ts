import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { visit } from './web-visitor.ts';

/** Who fills the memory of the playground. */
export const traveller = { id: 'traveller', name: 'Traveller' };

/** Lets the playground be remembered, and takes facts in by the command that takes a file. */
export async function fillMemory(url: string, facts: readonly object[]): Promise<void> {
  await using visitor = await visit(url);
  const allowed = { line: '/memory learning on', channelId: 'tavern', person: traveller };
  const { status } = await visitor.ask('POST', '/api/commands', allowed);
  assert.equal(status, 200);
  const call = JSON.stringify({ ...allowed, line: '/memory import file:facts.json' });
  const answer = await fetch(
    `${url}/api/commands/file?${new URLSearchParams({ call, name: 'facts.json' })}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: JSON.stringify({ acore: 'memory', version: 1, facts }),
    },
  );
  assert.match(await answer.text(), new RegExp(`${facts.length} facts were taken in`));
}

/** Opens the memory page, looking at what the address asks for. */
export async function openMemory(page: Page, url: string, asked = ''): Promise<void> {
  await page.goto(`${url}/#/memory${asked}`);
  await page.locator('.memory-body').waitFor();
}
