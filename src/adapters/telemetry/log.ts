import pino from 'pino';
import type { Log } from '../../core/ports/log.ts';
import type { LogSettings } from './config.ts';
import { redactor } from './redact.ts';
import { textFormatter } from './text.ts';

/** Fields under these names hold what people and characters said. */
const speech = ['text', 'content', 'prompt', 'reply', 'messages'];

interface LogNeeds {
  settings: LogSettings;
  /** Values that must not appear anywhere in the log. */
  secrets: readonly string[];
  /** Standard error, unless a test wants to read along. */
  write?: ((line: string) => void) | undefined;
  /** Whether a person is reading. */
  terminal?: boolean | undefined;
}

/** The log of this process: one line an event on standard error, without secrets and without what people say. */
export function createLog(needs: LogNeeds): Log {
  const { settings, write = toStandardError, terminal = process.stderr.isTTY === true } = needs;
  const redact = redactor(needs.secrets);
  const asText = settings.format === 'text' || (settings.format === 'auto' && terminal);
  const present = asText ? textFormatter(terminal) : (line: string) => line;
  const out = pino(options(settings), { write: (line) => write(present(redact(line))) });
  return {
    debug: (says, fields) => out.debug(fields ?? {}, says),
    info: (says, fields) => out.info(fields ?? {}, says),
    warn: (says, fields) => out.warn(fields ?? {}, says),
    error: (says, fields) => out.error(fields ?? {}, says),
  };
}

function options(settings: LogSettings): pino.LoggerOptions {
  const withheld = speech.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return {
    level: settings.level,
    base: null,
    messageKey: 'says',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: describeError, cause: describeError },
    ...(settings.messageText ? {} : { redact: { paths: withheld, censor: '[not logged]' } }),
  };
}

/** Only what tells what went wrong: errors of client libraries carry whole requests, with what was said in them. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
}

function toStandardError(line: string): void {
  process.stderr.write(line);
}
