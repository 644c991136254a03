// The real app, which kills itself, without any goodbye, at the crash point that it was told.
import { createLog } from '../../src/adapters/telemetry/index.ts';
import { startApp } from '../../src/app.ts';
import { environment, loadSettings } from '../../src/config/index.ts';
import type { AcoreEvent } from '../../src/core/events.ts';
import { serverEntrances } from '../../src/entrances.ts';
import { createCrashPoints } from './crash-points.ts';

/** Runs it until it is told to end. After events of that kind it tells the points that it has passed. */
export async function main(crashAt?: string, toldAfter = 'receipt'): Promise<void> {
  const points = createCrashPoints((point) => {
    if (point === crashAt) process.kill(process.pid, 'SIGKILL');
  });
  const loaded = await loadSettings({ env: environment() });
  const log = createLog({ settings: loaded.settings.log, secrets: loaded.secrets });
  const app = await startApp({
    loaded,
    log,
    version: 'test',
    entrances: serverEntrances().open,
    wrap: points.wrap,
  });
  await app.conversation.idle();
  points.arm();
  app.events.listen((event) => {
    if (event.kind === toldAfter) void tell(event);
  });

  async function tell(event: AcoreEvent): Promise<void> {
    const receipt = event.kind === 'receipt' ? event.receipt.outcome : undefined;
    if (receipt === undefined) await app.conversation.idle();
    process.stdout.write(`${JSON.stringify({ receipt, points: points.passed() })}\n`);
  }

  process.stdout.write('ready\n');
  process.on('SIGTERM', () => void app[Symbol.asyncDispose]().then(() => process.exit(0)));
}
