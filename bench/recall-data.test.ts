import assert from 'node:assert/strict';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { momentOf, readChats, WrongFile } from './recall-data.ts';
import { scoresOf } from './recall-scores.ts';

function read(content: unknown): ReturnType<typeof readChats> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'acore-chats-'));
  const file = join(folder.path, 'chats.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readChats(file);
}

const conversation = {
  speaker_a: 'Ada',
  session_2: [{ speaker: 'Bo', clean_text: 'Two.' }],
  session_1_date_time: '1:56 pm on 8 May, 2023',
  session_1: [
    { speaker: 'Ada', dia_id: 'D1:1', text: 'One.' },
    { speaker: 'Bo', dia_id: 'D1:02', text: 'Look.', blip_caption: 'a dog' },
  ],
};

test('chats are read in the order of their sessions, a list or one alone, with what is missing made up', () => {
  const chat = { conversation, qa: [{ question: 'Who?' }] };
  const [one] = read(chat);
  assert.deepEqual(
    one?.lines.map(({ id, text }) => [id, text]),
    [
      ['D1:1', 'One.'],
      ['D1:02', 'Look. [shares a photo: a dog]'],
      ['D2:1', 'Two.'],
    ],
  );
  assert.equal(one?.lines[0]?.at, Date.UTC(2023, 4, 8, 13, 56));
  assert.ok((one?.lines[2]?.at ?? 0) > (one?.lines[1]?.at ?? 0));
  assert.equal(one?.id, 'chat-1');
  assert.equal(read([chat, { ...chat, sample_id: 'b' }])[1]?.id, 'b');
});

test('evidence is mended or dropped, and questions without it are not scored', () => {
  const evidence = ['D1:1; D2:01', 'D:1:2', 'D9:9'];
  const [chat] = read({
    conversation,
    qa: [{ question: 'Who?', evidence, category: 4 }, { question: 'What?' }],
  });
  assert.deepEqual(chat?.questions[0]?.evidence, ['D1:1', 'D2:1', 'D1:02']);
  const answered = (chat?.questions ?? []).map((question) => ({
    question,
    ranking: ['D2:1', 'D7:7', 'D1:1'],
  }));
  const scores = scoresOf(answered);
  assert.equal(scores?.all.questions, 1);
  assert.equal(Math.round(scores?.all.recall5 ?? 0), 67);
  assert.equal(scores?.byCategory['single-hop']?.questions, 1);
  assert.equal(scoresOf(answered.slice(1)), undefined);
});

test('moments are read as such files write them', () => {
  assert.equal(momentOf('12:05 am on 3 January, 2022'), Date.UTC(2022, 0, 3, 0, 5));
  assert.equal(momentOf('29.12.2023, 23:05'), Date.UTC(2023, 11, 29, 23, 5));
  assert.equal(momentOf('2023-12-29T23:05:00'), Date.UTC(2023, 11, 29, 23, 5));
  assert.equal(momentOf('some day'), undefined);
});

test('a wrong file is told in a sentence', () => {
  for (const wrong of ['no json', {}, { conversation, qa: [] }, { qa: [{ question: 'Who?' }] }, [{ qa: 3 }]])
    assert.throws(() => read(wrong), WrongFile);
});
