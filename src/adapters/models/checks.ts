import type { Clock } from '../../core/ports/clock.ts';
import type { Check, Health } from '../../core/ports/health.ts';
import { inTwo } from '../../core/remedy.ts';
import { type Choice, waysToAModel } from './choice.ts';
import type { ModelSettings } from './config.ts';
import { classify } from './failures.ts';
import type { Outages } from './outages.ts';
import type { Provider } from './provider.ts';

interface CheckNeeds {
  choice: Choice;
  settings: ModelSettings;
  clock: Clock;
  outages: Pick<Outages, 'isUp' | 'isDown'>;
}

/** A health that was asked for a moment ago still holds. */
const freshMs = 5_000;
const oneWordWithinMs = 15_000;

/** Looks at the chosen models for `doctor`, `/status` and `/readyz`. */
export function createChecks({ choice, settings, clock, outages }: CheckNeeds): {
  checks(): Promise<Check[]>;
  health(): Promise<Health>;
} {
  let last: { health: Health; at: number } | undefined;

  async function look(provider: Provider, speaks = false): Promise<Health & { reached: boolean }> {
    try {
      const health = await provider.look();
      if (speaks && health.ok && provider.place.kind !== 'ollama') await hearOneWord(provider);
      return { ...health, reached: true };
    } catch (error) {
      return { ...inTwo(classify(error, provider.place, clock.now()).message), reached: false };
    }
  }

  /** Who speaks in its place, and whether that is known or only to be expected. */
  function successorTo(provider: Provider, fallbacks: readonly Provider[], reached: boolean): string {
    const next = fallbacks[0]?.reference ?? (settings.understudyWhenDown ? 'the understudy' : undefined);
    if (next === undefined) return '';
    if (reached && !outages.isDown(provider)) return ` If it does not answer, ${next} speaks instead.`;
    return ` ${next.replace(/^the/, 'The')} speaks instead.`;
  }

  async function checkOf(provider: Provider, index: number): Promise<Check> {
    const health = await look(provider, true);
    const { ok, says, fix } = health;
    const state = ok ? 'ok' : 'failed';
    if (index === 0) return { name: `Model ${provider.reference}`, state, says, fix };
    const there = fix?.replaceAll('model.use', 'model.fallbacks');
    return { name: `Fallback model ${provider.reference}`, state, says, fix: there };
  }

  async function windowCheck(provider: Provider): Promise<Check[]> {
    const known = await provider.contextTokens();
    if (known === undefined || known >= settings.contextTokens) return [];
    const says = `${provider.reference} holds ${known} tokens, less than model.contextTokens (${settings.contextTokens}); ${known} are used.`;
    return [{ name: 'Context window', state: 'warning', says, fix: `Set model.contextTokens to ${known}.` }];
  }

  async function checks(): Promise<Check[]> {
    const providers = await choice.providers();
    const [first] = providers;
    if (first === undefined) return [understudyCheck(settings)];
    return [...(await Promise.all(providers.map(checkOf))), ...(await windowCheck(first))];
  }

  async function lookNow(): Promise<Health> {
    const [first, ...fallbacks] = await choice.providers();
    if (first === undefined) {
      const { says, fix } = understudyCheck(settings);
      return { ok: true, says, fix };
    }
    const health = await look(first);
    if (health.ok) return { ok: true, says: health.says };
    // A server may answer for a model that it does not list; what it said to a person counts for more.
    if (health.reached && outages.isUp(first))
      return { ok: true, says: `${health.says} It answers all the same.` };
    const instead = successorTo(first, fallbacks, health.reached);
    return { ok: false, says: `${health.says}${instead}`, fix: health.fix };
  }

  async function health(): Promise<Health> {
    if (last === undefined || clock.now() - last.at >= freshMs)
      last = { health: await lookNow(), at: clock.now() };
    return last.health;
  }

  return { checks, health };
}

/** Credit, and much else, is looked at only when something is generated. An Ollama would first have to load the model. */
async function hearOneWord(provider: Provider): Promise<void> {
  const request = {
    messages: [{ role: 'user' as const, content: 'Say “yes”.' }],
    temperature: 0,
    maxTokens: 16,
    contextTokens: 1_024,
    signal: AbortSignal.timeout(oneWordWithinMs),
  };
  for await (const _event of provider.stream(request)) return;
}

function understudyCheck({ use }: ModelSettings): Check {
  if (use === 'understudy')
    return { name: 'Model', state: 'ok', says: 'The built-in understudy speaks, as model.use says.' };
  const says = 'No model is connected; the built-in understudy speaks.';
  return { name: 'Model', state: 'warning', says, fix: waysToAModel };
}
