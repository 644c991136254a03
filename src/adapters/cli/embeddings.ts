import type { Command } from 'commander';
import type { CliNeeds, Progress, Screen, Told } from './needs.ts';

interface EmbeddingsNeeds extends Pick<CliNeeds, 'embeddings'> {
  screen: Screen;
  json: boolean;
  add(parent: Command, usage: string, says: string): Command;
}

/** `acore embeddings …`: models for this machine. */
export function addEmbeddingsCommands(parent: Command, needs: EmbeddingsNeeds): void {
  const { embeddings, add } = needs;
  add(parent, 'list', 'which models there are, and which is used').action(async () =>
    tell(needs, await embeddings.list()),
  );
  add(parent, 'get <model>', 'tell what a model is, or fetch it')
    .option('--yes', 'fetch it; what an earlier try left is gone on with')
    .action(async (name: string, options: { yes?: boolean }) => {
      const progress = createProgress(needs.screen);
      tell(needs, await embeddings.get(name, { sure: options.yes === true, progress }));
    });
}

function tell({ screen, json }: EmbeddingsNeeds, told: Told): void {
  screen.out(json ? `${JSON.stringify(told.json)}\n` : told.text);
}

const barLength = 30;

/** A bar where a line can be written over, else a line for every tenth. */
function createProgress({ complain, rewrites }: Screen): Progress {
  const steps = rewrites ? 100 : 10;
  let last = -1;
  return (done, whole) => {
    const step = Math.floor((done / whole) * steps);
    if (step <= last) return;
    last = step;
    const says = `${Math.floor((step / steps) * 100)} % of ${Math.round(whole / 1_000_000)} MB`;
    if (!rewrites) return complain(`${says}\n`);
    const full = Math.floor((step / steps) * barLength);
    const end = step === steps ? '\n' : '';
    complain(`\r${'█'.repeat(full)}${'░'.repeat(barLength - full)} ${says}${end}`);
  };
}
