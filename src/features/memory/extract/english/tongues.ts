import type { Rule } from '../language.ts';

/** The languages that somebody speaks and learns. */
export const tongueRules: readonly Rule[] = [
  {
    kind: 'interest',
    slot: 'speaks',
    when: ['(?:speak|can speak|am fluent in) {count} (?:different )?(?:languages|tongues)'],
    says: 'speaks {count} languages',
  },
  {
    kind: 'interest',
    each: 'lang',
    slot: 'speaks:{lang}',
    when: [
      '(?:speak|can speak|have spoken|have been speaking|am fluent in|know)(?: a bit of| a little| some| fluent| basic| both)? (?<lang>(?:[languages])(?:(?:, | and |, and )(?:(?:some|enough|a little|a (?:little )?bit of|basic|broken|fluent|passable|decent|terrible|bad|rusty) )?(?:[languages]))*)(?: fluently| natively| well| to .{3,40})?',
      'am an? native (?<lang>(?:[languages])) speaker',
      'am bilingual in (?<lang>(?:[languages]) and (?:[languages]))',
    ],
    says: 'speaks {lang}',
    said: 'spoke {lang}',
  },
  {
    kind: 'interest',
    slot: 'learns:{lang}',
    when: [
      '(?:am learning|have been learning|am studying|am trying to learn|am teaching myself|started learning|began learning|have started learning|learn|am taking) (?:some )?(?<lang>(?:[languages]))(?: lessons| classes| on duolingo| with duolingo| at the moment)?',
    ],
    says: 'is learning {lang}',
    said: 'was learning {lang}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'native-language',
    when: ['(?:mother tongue|native language|first language|native tongue) is (?<lang>(?:[languages]))'],
    says: 'native language is {lang}',
  },
];
