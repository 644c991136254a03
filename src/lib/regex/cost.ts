import type { Node, Pattern } from './syntax.ts';

/** How often a piece can be matched from one place, and how many steps all that takes at most. */
interface Cost {
  ways: number;
  steps: number;
}

const beyond = 1e12;

/** How many steps a search that goes back may take at most over a text of this length. */
export function worstSteps({ root, sticky }: Pattern, length: number): number {
  return (sticky ? 1 : length + 1) * costOf(root, length).steps;
}

function costOf(node: Node, length: number): Cost {
  if (node.kind === 'char' || node.kind === 'edge') return { ways: 1, steps: 1 };
  if (node.kind === 'back') return { ways: 1, steps: length + 1 };
  if (node.kind === 'group') return costOf(node.body, length);
  if (node.kind === 'look') return { ways: 1, steps: costOf(node.body, length).steps + 1 };
  if (node.kind === 'choice') return choiceCost(node.options, length);
  if (node.kind === 'sequence') return sequenceCost(node.parts, length);
  return repeatCost(node.min, node.max, costOf(node.body, length), length);
}

function choiceCost(options: readonly Node[], length: number): Cost {
  const costs = options.map((option) => costOf(option, length));
  return costs.reduce(
    (sum, { ways, steps }) => ({ ways: capped(sum.ways + ways), steps: capped(sum.steps + steps + 1) }),
    { ways: 0, steps: 0 },
  );
}

function sequenceCost(parts: readonly Node[], length: number): Cost {
  return parts
    .map((part) => costOf(part, length))
    .reduce(
      (before, { ways, steps }) => ({
        ways: capped(before.ways * ways),
        steps: capped(before.steps + before.ways * steps),
      }),
      { ways: 1, steps: 1 },
    );
}

/** Rounds that are not needed must each take a character. */
function repeatCost(min: number, max: number, body: Cost, length: number): Cost {
  const rounds = Math.min(max, min + length + 1);
  if (body.ways <= 1)
    return { ways: capped(rounds - min + 1), steps: capped((rounds + 1) * (body.steps + 1)) };
  let [ways, steps, power] = [min === 0 ? 1 : 0, 1, 1];
  for (let round = 1; round <= rounds && steps < beyond; round += 1) {
    steps += power * (body.steps + 1);
    power *= body.ways;
    if (round >= min) ways += power;
  }
  return { ways: capped(Math.max(ways, 1)), steps: capped(steps) };
}

function capped(value: number): number {
  return Math.min(value, beyond);
}
