import type { Desk } from '../commands/desk.ts';
import type { FactBrowser } from './fact-browser.ts';
import type { LedgerBrowser } from './ledger-browser.ts';
import type { Bond, Known } from './people.ts';

/** What the memory page works with. */
export interface PageDesk extends Desk {
  browser: FactBrowser;
  ledger: LedgerBrowser;
  people(most: number): Promise<{ people: Known[]; bonds: Bond[]; all: number }>;
}

/** Who has the page open, as that person is called in the playground. */
export interface Visitor {
  id: string;
  name: string;
}
