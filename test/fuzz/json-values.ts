import fc from 'fast-check';

/** Values that are wrong, large or odd in some way. */
const oddities: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  ...[null, true, false, 0, -1, 1e308, 2 ** 53, 0.5, '', '0', '100', 'true', 'NaN', '\ud800', '{{char}}'],
  ...['@@depth 4\n@@@role user\nx', '/(a+)+$/', '/a/gi', 'a, b', [], {}, [[]], { length: 1e9 }],
);
const anything = fc.oneof(
  oddities,
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** An object that has some of these fields, each with anything in it or with what it may well have. */
export function objectWith(
  fields: readonly string[],
  likely: fc.Arbitrary<unknown> = anything,
): fc.Arbitrary<Record<string, unknown>> {
  const names = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...fields) }, oddNames);
  return fc
    .array(fc.tuple(names, fc.oneof(likely, anything)), { maxLength: 14 })
    .map((pairs) => Object.fromEntries(pairs));
}

const oddNames = fc.constantFrom('__proto__', 'constructor', 'toString', '', 'x');

/** A list or an object of these, as programs disagree about it. */
export function severalOf(one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(fc.array(one, { maxLength: 4 }), fc.dictionary(fc.constantFrom('0', '1', '7', 'a'), one));
}
