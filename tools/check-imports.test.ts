import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { importProblems } from './check-imports.ts';

function problemsOf(t: TestContext, files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'acore-imports-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return importProblems(root);
}

test('what the rule allows is allowed', (t) => {
  const problems = problemsOf(t, {
    'src/lib/a.ts': "import { readFileSync } from 'node:fs';",
    'src/lib/sql.ts': "import type { Kysely } from 'kysely';\nimport type { M } from 'kysely/migration';",
    'src/core/ports.ts':
      "import { z } from 'zod';\nimport '../lib/a.ts';\nimport { createHash } from 'node:crypto';",
    'src/features/notes/index.ts':
      "import { x } from './store.ts';\nexport type { P } from '../../core/ports.ts';",
    'src/features/notes/store.ts': "import { sql } from 'kysely';",
    'src/features/notes/config.ts': "import { z } from 'zod';",
    'src/features/notes/notes.test.ts':
      "import { y } from '../../adapters/web/server.ts';\nprocess.env.HOME;",
    'src/adapters/storage/index.ts': "import { Kysely } from 'kysely';\nimport pc from 'picocolors';",
    'src/adapters/web/index.ts':
      "import {\n  Hono,\n} from 'hono';\nconst more = await import('./server.ts');\nimport pc from 'picocolors';",
    'src/adapters/web/server.ts': "import type { H } from 'hono/tiny';",
    'src/config/index.ts':
      "import { c } from '../features/notes/config.ts';\nimport { p } from 'yaml';\nprocess.env;",
    'src/app.ts':
      "import './config/index.ts';\nimport './features/notes/index.ts';\nimport './adapters/web/index.ts';",
    'src/main.ts': "import './app.ts';",
  });
  assert.deepEqual(problems, []);
});

test('every breach is named', (t) => {
  const breaches: [RegExp, Record<string, string>][] = [
    [/src\/lib\/a\.ts must not know src\/core/, { 'src/lib/a.ts': "import '../core/b.ts';" }],
    [
      /core\/a\.ts must not know src\/features/,
      { 'src/core/a.ts': "import type { X } from '../features/n/index.ts';" },
    ],
    [/core\/a\.ts must not use the package hono/, { 'src/core/a.ts': "export * from 'hono';" }],
    [/core\/a\.ts does I\/O: node:fs/, { 'src/core/a.ts': "import 'node:fs';" }],
    [/must not know src\/features\/b/, { 'src/features/a/index.ts': "import { b } from '../b/index.ts';" }],
    [
      /must not know src\/adapters/,
      { 'src/features/a/index.ts': "await import('../../adapters/web/index.ts');" },
    ],
    [/must not use the package kysely/, { 'src/features/a/index.ts': "import {\n sql,\n} from 'kysely';" }],
    [/must not know src\/adapters\/b/, { 'src/adapters/a/index.ts': "import '../b/index.ts';" }],
    [/must not know src\/features/, { 'src/adapters/a/index.ts': "import '../../features/b/index.ts';" }],
    [/must not know src\/features\/b\/store/, { 'src/config/index.ts': "import '../features/b/store.ts';" }],
    [/must not know src\/app/, { 'src/adapters/a/index.ts': "import '../../app.ts';" }],
    [/must enter src\/features\/b by its index/, { 'src/app.ts': "import './features/b/store.ts';" }],
    [/leaves src: \.\.\/test/, { 'src/app.ts': "import '../../test/fakes.ts';" }],
    [/reads the environment/, { 'src/adapters/a/index.ts': 'const x = process.env.HOME;' }],
    [/reads the environment/, { 'src/lib/a.ts': 'const { env } = process;' }],
    [
      /package hono is used in adapters\/a and adapters\/b/,
      {
        'src/adapters/a/index.ts': "import 'hono';",
        'src/adapters/b/index.ts': "import { x } from 'hono/x';",
      },
    ],
    [
      /circle of imports: src\/core\/a\.ts → src\/core\/b\.ts → src\/core\/a\.ts/,
      {
        'src/core/a.ts': "import type { B } from './b.ts';",
        'src/core/b.ts': "import type { A } from './a.ts';",
      },
    ],
  ];
  for (const [says, files] of breaches) {
    const problems = problemsOf(t, files);
    assert.equal(problems.length, 1, `${says}: ${problems.join('; ')}`);
    assert.match(problems[0] ?? '', says);
  }
});
