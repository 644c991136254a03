/** For index.test.ts: writes pairs of notes until it is killed, and says which are committed. */
import { inside } from '../../lib/sql.ts';
import { openStorage } from './index.ts';

interface Tables {
  note: { id: string; text: string };
}

const [file = ''] = process.argv.slice(2);
const says = () => {};
const opened = await openStorage({
  file,
  log: { debug: says, info: says, warn: says, error: says },
  clock: Date,
  migrations: [
    {
      slice: 'notes',
      steps: {
        '001-notes': {
          up: (db) =>
            db.schema.createTable('note').addColumn('id', 'text').addColumn('text', 'text').execute(),
        },
      },
    },
  ],
});
for (let number = 0; ; number += 2) {
  await opened.storage.transaction(async (transaction) => {
    const notes = inside<Tables>(transaction).insertInto('note');
    await notes.values({ id: String(number), text: '' }).execute();
    await notes.values({ id: String(number + 1), text: '' }).execute();
  });
  process.stdout.write(`${number}\n${number + 1}\n`);
}
