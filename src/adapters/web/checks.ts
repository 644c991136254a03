import { createServer } from 'node:net';
import { ConfigError } from '../../core/errors.ts';
import type { Check } from '../../core/ports/health.ts';
import { bind } from './bind.ts';
import type { WebSettings } from './config.ts';
import { urlOf } from './hosts.ts';

/** Whether the page could be opened, for `doctor`. `running`: this very Acore has opened it already. */
export async function checkPage(settings: WebSettings, running: boolean): Promise<Check> {
  const name = 'Web page';
  const url = urlOf(settings.host, settings.port);
  if (running) return { name, state: 'ok', says: `Acore is running; its page is ${url}.` };
  const server = createServer();
  try {
    await bind(server, settings);
    const says = settings.port === 0 ? 'It takes any free port.' : `It can be opened at ${url}.`;
    return { name, state: 'ok', says };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problem = '', fix } = error.problems[0] ?? {};
    return { name, state: 'failed', says: problem, fix };
  } finally {
    server.close();
  }
}
