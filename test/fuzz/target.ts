import fc from 'fast-check';

/** A property that random input tries to break, known by name. */
export interface FuzzTarget {
  name: string;
  /** Tries as many cases, or as long, as is asked for; throws a sentence that tells how to see a failure again. */
  run(parameters: fc.Parameters<unknown>): Promise<{ cases: number }>;
}

/** Makes a target of a way to draw input and of what must hold for each; what must hold is said by throwing. */
export function fuzzTarget<Input>(
  name: string,
  input: fc.Arbitrary<Input>,
  holds: (input: Input) => void | Promise<void>,
): FuzzTarget {
  return {
    name,
    async run(parameters) {
      const property = fc.asyncProperty(input, async (drawn) => {
        await holds(drawn);
      });
      const details = await fc.check(property, parameters as fc.Parameters<[Input]>);
      if (details.failed)
        throw new Error(`${name}: ${fc.defaultReportMessage(details)}\n${details.errorInstance}`);
      return { cases: details.numRuns };
    },
  };
}
