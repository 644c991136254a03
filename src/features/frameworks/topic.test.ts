import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Topic, topics } from './framework.ts';
import { scoresOf, topicOf } from './topic.ts';

const minuteMs = 60_000;

function talk(...texts: string[]) {
  return texts.map((text, index) => ({ kind: 'person' as const, text, at: index * minuteMs }));
}

function about(...texts: string[]): Topic | undefined {
  return topicOf(talk(...texts))?.topic;
}

describe('what a talk is about', () => {
  const said: Record<Topic, string[]> = {
    support: [
      'I feel so lonely since I moved',
      'my grandmother passed away on Friday',
      'Ich bin so traurig heute',
      'je suis triste ce soir',
      'Me siento sola últimamente',
      'sono depresso',
      'estou sozinha de novo',
      'мне так одиноко',
      '最近とても寂しい',
      '我今天很难过',
    ],
    creative: [
      "let's write a story about a lighthouse",
      'brainstorm names for a ship with me',
      'schreib mir ein Gedicht',
      'écris un poème sur la mer',
      'escribe un cuento',
      'scrivi una storia',
      'придумай имя для кота',
      '物語を作って',
      '写一首诗',
    ],
    analytical: [
      'can you debug this? ```js\nlet x\n```',
      'explain how a heat pump works',
      'Wie funktioniert eine Wärmepumpe?',
      'comment fonctionne un moteur',
      '¿Cómo funciona un motor?',
      'come funziona un motore',
      'объясни, как это сделать',
      'この問題を説明して',
      '解释一下这段代码',
    ],
    playful: [
      'tell me a joke',
      'I’m bored',
      'erzähl einen Witz',
      'raconte une blague',
      'cuéntame un chiste',
      'conta uma piada',
      'dimmi una barzelletta',
      'мне скучно',
      '冗談を言って',
      '讲个笑话',
    ],
    debate: [
      'I disagree, and you know why',
      'you’re wrong about that',
      'Das stimmt nicht!',
      "je ne suis pas d'accord",
      'no estoy de acuerdo',
      'non sono d’accordo',
      'я не согласен',
      'それは違うと思う',
      '我不同意',
    ],
  };
  for (const topic of topics)
    test(topic, () => {
      for (const text of said[topic]) assert.equal(about(text), topic, text);
    });

  test('ordinary talk is about none of them', () => {
    for (const text of [
      'good morning Odrun',
      'what did you have for breakfast?',
      'I feel like pizza',
      'the train was late, so I walked',
      'Wie war dein Tag?',
      'The bottled challenge shall be classic',
      'un seul billet, merci',
      '',
      '今日はいい天気ですね',
    ])
      assert.equal(about(text), undefined, text);
  });

  test('what is only quoted counts for nothing', () => {
    assert.equal(about('> I am so lonely\nwho wrote that?'), undefined);
    assert.equal(about('the file is called `depressed-joke.txt`'), undefined);
  });

  test('one hint is not enough, two are', () => {
    assert.equal(about('I am tired'), undefined);
    assert.equal(about('I am tired and stressed'), 'support');
    assert.equal(about('I am tired', 'and so worried'), undefined);
    assert.equal(about('I am tired', 'worried and scared'), 'support');
  });

  test('characters do not steer it', () => {
    const lines = [
      { kind: 'character' as const, text: 'Tell me a joke! A joke!', at: 0 },
      { kind: 'person' as const, text: 'good evening', at: 1 },
    ];
    assert.equal(topicOf(lines), undefined);
  });
});

describe('it does not flip with every message', () => {
  const lonely = 'I am so lonely and sad';

  test('it stays for some messages about nothing, and fades', () => {
    const quiet = ['yes', 'I think so', 'hm', 'maybe tomorrow', 'or the day after', 'well'];
    const seen = quiet.map((_, index) => about(lonely, ...quiet.slice(0, index + 1)));
    assert.deepEqual(seen, ['support', 'support', 'support', 'support', undefined, undefined]);
  });

  test('a single joke in a sad talk changes nothing; going on does', () => {
    assert.equal(about(lonely, 'haha fun'), 'support');
    assert.equal(about(lonely, 'tell me a joke'), 'support');
    assert.equal(about(lonely, 'tell me a joke', 'make me laugh'), 'playful');
  });

  test('two topics in turn do not alternate', () => {
    const messages = [lonely, 'tell me a joke', 'I am sad', 'tell me a joke', 'I am sad'];
    const seen = messages.map((_, index) => about(...messages.slice(0, index + 1)));
    assert.deepEqual(new Set(seen), new Set(['support']));
  });

  test('after half an hour a new talk begins', () => {
    const lines = [
      { kind: 'person' as const, text: lonely, at: 0 },
      { kind: 'person' as const, text: 'good morning', at: 31 * minuteMs },
    ];
    assert.equal(topicOf(lines), undefined);
  });
});

test('a long message and a strange one are looked at without harm', () => {
  assert.ok(scoresOf('sad '.repeat(100_000)).support <= 2);
  assert.equal(about('\ud800 constructor __proto__ toString'), undefined);
});
