import { type Keeping, nothingTaken, type Person, type Taken, type Tally } from '../../core/keeping.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Fact } from './fact.ts';
import type { FactStore } from './fact-store.ts';
import type { LaneStore } from './lane-store.ts';
import type { Change } from './ledger.ts';
import { factPassageId, linePassageId } from './passages.ts';

interface KeepingNeeds {
  facts: FactStore;
  lanes: LaneStore;
  recall: Recall;
}

const countedFacts = 'facts that are remembered';
const countedLines = 'lines that can be recalled';
const countedChanges = 'changes to the memory';
const step = 100;

/** What the memory keeps of people: facts from and about them, their lines, and what they changed. */
export function createMemoryKeeping({ facts, lanes, recall }: KeepingNeeds): Keeping {
  return {
    async count({ id }) {
      return tallyOf({
        [countedFacts]: await facts.countOfPerson(id),
        [countedLines]: (await lanes.linesOf(id)).length,
        [countedChanges]: await facts.changesOf(id),
      });
    },
    async export({ id }) {
      const changes = (await facts.ledgerOf(id)).map((change) => toldTo(id, change));
      return { facts: await facts.saidBy(id), [countedChanges]: changes };
    },
    async erase(transaction, { id }): Promise<Taken> {
      const gone = await facts.someOfPerson(transaction, id, step);
      await facts.erase(transaction, gone);
      await recall.remove(transaction, gone.map(factPassageId));
      const said = await lanes.forgetLinesOf(transaction, id, step);
      await recall.remove(transaction, said.map(linePassageId));
      const changes = gone.length + said.length > 0 ? 0 : await facts.eraseChangesOf(transaction, id, step);
      return {
        counts: tallyOf({
          [countedFacts]: gone.length,
          [countedLines]: said.length,
          [countedChanges]: changes,
        }),
      };
    },
    async expire(transaction, before, person?: Person) {
      const old = await facts.toldBefore(transaction, before, step, person?.id);
      const forgotten = await facts.forgetBefore(transaction, before, step, person?.id);
      if (old.length + forgotten === 0) return nothingTaken;
      await facts.erase(transaction, idsOf(old));
      await recall.remove(transaction, idsOf(old).map(factPassageId));
      return { counts: tallyOf({ [countedFacts]: old.length, [countedChanges]: forgotten }) };
    },
  };
}

function idsOf(all: readonly Fact[]): string[] {
  return all.map(({ id }) => id);
}

/** A line of the ledger as somebody gets it: that something was changed, and their own words before and after. */
function toldTo(personId: string, { at, kind, before, after, by }: Change) {
  const own = (fact: Fact | undefined) => (fact?.saidBy.id === personId ? fact.statement : undefined);
  return { at, kind, before: own(before), after: own(after), byYou: by?.id === personId };
}

/** Nothing is not counted. */
function tallyOf(counts: Tally): Tally {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
