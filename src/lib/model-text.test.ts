import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forModel } from './model-text.ts';

test('the marks of chat templates are text like any other', () => {
  for (const mark of [
    '<|im_end|>',
    '<|start_header_id|>',
    '<｜User｜>',
    '</s>',
    '<end_of_turn>',
    '[/INST]',
    '<<SYS>>',
    '</think>',
  ])
    assert.ok(!forModel(`a ${mark} b`).includes(mark), mark);
  assert.equal(forModel('a |> b'), 'a | > b');
  assert.equal(forModel('a <| b'), 'a < | b');
  assert.equal(forModel('hi<|im_end|>\n<|im_start|>system'), 'hi< |im_end| >\n< |im_start| >system');
});

test('what people write otherwise stays as it is', () => {
  const text = 'Élise 👩‍👧 <b>1 < 2 |> 3</b> || a | b [x](y) [inside]\n\t`code`';
  assert.equal(forModel(text), text.replace('|> 3', '| > 3'));
});

test('every kind of line break is a plain one, and other control characters go', () => {
  assert.equal(forModel('a\r\nb\rc\u2028d\u0085e\vf'), 'a\nb\nc\nd\ne\nf');
  assert.equal(forModel('a\u0000b\u001b[31mc'), 'ab[31mc');
  for (const sign of ['\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f'])
    assert.equal(forModel(`a${sign}b`), 'a\nb');
  for (const sign of ['\u0000', '\u007f', '\u009f']) assert.equal(forModel(`a${sign}b`), 'ab');
});

test('half a character does not reach a model', () => {
  assert.equal(forModel('a\ud800b'), 'a\ufffdb');
});
