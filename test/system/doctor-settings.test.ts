import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertNamed, type Seed } from './doctor-seeds.ts';

const setting = (what: string, config: string, says: RegExp, fix: RegExp): Seed => ({
  what,
  wrong: (site) => site.config(config),
  name: 'Settings',
  state: 'failed',
  says,
  fix,
});

const settings: Seed[] = [
  setting(
    'an unknown setting',
    'conversation: { mod: named }',
    /^conversation\.mod: There is no such setting/,
    /^Did you mean conversation\.mode\?/,
  ),
  setting(
    'an unknown section',
    'modle: { use: auto }',
    /^modle: There is no such setting/,
    /^Did you mean model\?/,
  ),
  setting(
    'a value of the wrong type',
    'conversation: { concurrentTurns: many }',
    /^conversation\.concurrentTurns: It must be a (whole )?number, not text/,
    /^Change it in \S+config\.yaml; left out it is 16/,
  ),
  setting(
    'a value that is none of those there are',
    'conversation: { mode: loud }',
    /^conversation\.mode: It must be one of off, mentioned, named, conversational, always/,
    /^Change it in \S+config\.yaml/,
  ),
  setting(
    'a duration that is none',
    'receipts: { keep: "for ever" }',
    /^receipts\.keep: .*(duration|30s|example)/,
    /^Change it in \S+config\.yaml; left out it is "180d"/,
  ),
  setting(
    'YAML that cannot be read',
    'web:\n  port: [80\n',
    /config\.yaml, line \d+, column \d+: /,
    /^Mend the YAML there; config\.example\.yaml/,
  ),
  setting(
    'a variable that is not set',
    'web: { password: "$' + '{NO_SUCH_VARIABLE}" }',
    /^web\.password: The environment variable NO_SUCH_VARIABLE is not set/,
    /^Set NO_SUCH_VARIABLE/,
  ),
  setting(
    'a time zone that does not exist',
    'conversation: { timeZone: Europe/Atlantis }',
    /^conversation\.timeZone: There is no time zone called "Europe\/Atlantis"/,
    /^Write for example Europe\/Berlin/,
  ),
  setting(
    'a page open to others without a password',
    'web: { host: 0.0.0.0 }',
    /^web\.host: 0\.0\.0\.0 can be reached by other machines, and no password/,
    /^Set ACORE_PASSWORD/,
  ),
  setting(
    'a proxy application that is no id',
    'discord: { proxyApplications: [pluralkit] }',
    /^discord\.proxyApplications\.0: It must be an id/,
    /^Change it in \S+config\.yaml/,
  ),
  {
    what: 'a model without its provider',
    wrong: ({ env }) => Object.assign(env, { ACORE_MODEL: 'qwen3:8b' }),
    name: 'Settings',
    state: 'failed',
    says: /^model\.use: This names no model\. Write provider\/model, for example "ollama\/qwen3:8b"/,
    fix: /^Change it in the environment variable ACORE_MODEL/,
  },
  {
    what: 'a settings file that is not there',
    wrong: ({ env, folder }) => Object.assign(env, { ACORE_CONFIG: join(folder, 'other.yaml') }),
    name: 'Settings',
    state: 'failed',
    says: /^ACORE_CONFIG: There is no file \S+other\.yaml/,
    fix: /^Make the file .* or unset ACORE_CONFIG/,
  },
  {
    what: 'a settings file with a secret that others can read',
    wrong({ config, folder }) {
      config('web: { password: correct-horse }');
      chmodSync(join(folder, 'config.yaml'), 0o644);
    },
    name: 'Settings',
    state: 'warning',
    says: /config\.yaml holds a secret and others on this machine can read it/,
    fix: /^chmod 600 \S+config\.yaml$/,
  },
];

describe('the doctor', { concurrency: 2 }, () => {
  for (const seed of settings) test(`names ${seed.what}`, () => assertNamed(seed));
});
