import type { Route } from '../../../core/route.ts';
import type { Database } from '../../../lib/sql.ts';
import type { Desk } from '../commands/desk.ts';
import type { MemoryTables } from '../tables.ts';
import { createFactBrowser } from './fact-browser.ts';
import { createLedgerBrowser } from './ledger-browser.ts';
import { peopleIn } from './people.ts';
import { memoryRoutes } from './routes.ts';

/** The addresses of the memory page. */
export function pageRoutes(desk: Desk, database: Database<MemoryTables>): Route[] {
  return memoryRoutes({
    ...desk,
    browser: createFactBrowser(database),
    ledger: createLedgerBrowser(database),
    people: (most) => peopleIn(database, most),
  });
}
