import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadPlan, LoadResult, TalkPlan, TalkResult, WorldAnswer, WorldRequest } from './protocol.ts';

/** The fakes in their process, as the bench sees them. */
export interface Outside extends Disposable {
  env: Record<string, string>;
  /** Resolves when the next program has its READY, with the time since 1970 in milliseconds. */
  nextReady(): Promise<number>;
  talk(plan: Omit<TalkPlan, 'kind'>): Promise<TalkResult>;
  load(plan: Omit<LoadPlan, 'kind'>): Promise<LoadResult>;
}

/** Starts the fakes in a process of their own. */
export async function startOutside(): Promise<Outside> {
  const child = fork(fileURLToPath(new URL('world.ts', import.meta.url)), { stdio: 'inherit' });
  const told = new EventEmitter<{
    ready: [number];
    answer: [WorldAnswer];
    facts: [Record<string, string>];
  }>();
  child.on('message', (answer: WorldAnswer) => {
    if (answer.kind === 'facts') told.emit('facts', answer.env);
    else if (answer.kind === 'ready') told.emit('ready', answer.at);
    else told.emit('answer', answer);
  });
  const [env] = await once(told, 'facts');
  let asked = 0;

  function ask<Result>(plan: TalkPlan | LoadPlan): Promise<Result> {
    asked += 1;
    const request: WorldRequest = { ...plan, id: asked };
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const hear = (answer: WorldAnswer) => {
      if (!('id' in answer) || answer.id !== request.id) return;
      told.off('answer', hear);
      if (answer.kind === 'done') resolve(answer.result as Result);
      else reject(new Error(answer.message));
    };
    told.on('answer', hear);
    child.send(request);
    return promise;
  }

  return {
    env,
    nextReady: async () => (await once(told, 'ready'))[0],
    talk: (plan) => ask<TalkResult>({ ...plan, kind: 'talk' }),
    load: (plan) => ask<LoadResult>({ ...plan, kind: 'load' }),
    [Symbol.dispose]: () => void child.disconnect(),
  };
}
