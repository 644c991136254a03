import { ServiceError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Check, Health } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Audience, GenerateRequest, LanguageModel, ModelEvent } from '../../core/ports/model.ts';
import { createTokenEstimate, type TokenEstimate } from '../../lib/token-estimate.ts';
import { createChecks } from './checks.ts';
import { createChoice, waysToAModel } from './choice.ts';
import type { ModelSettings } from './config.ts';
import { mayHear, staysHere } from './here.ts';
import { createOutages } from './outages.ts';
import type { Provider } from './provider.ts';
import { speak } from './speak.ts';
import { createUnderstudy } from './understudy/index.ts';
import { createWindows } from './windows.ts';

interface ModelNeeds {
  settings: ModelSettings;
  log: Log;
  clock: Clock;
  /** Where an Ollama is looked for that nobody named; this machine's usual place when left out. */
  localOllama?: string | undefined;
}

/** The language model of this installation: the chosen one, its fallbacks, and the understudy behind them. */
export interface Models extends LanguageModel, AsyncDisposable {
  /** Loads and asks what speaking needs, so that the first answer does not wait for it. Never throws. */
  prepare(): Promise<void>;
  checks(): Promise<Check[]>;
}

export function createModels({ settings, log, clock, localOllama }: ModelNeeds): Models {
  const choice = createChoice({ settings, log, clock, localOllama });
  const windows = createWindows(settings.contextTokens, clock);
  const outages = createOutages(log, clock);
  const understudy = createUnderstudy({ contextTokens: settings.contextTokens });
  const estimates = new Map<string, TokenEstimate>();
  /** Which model the next prompt is measured for: by whether it may go anywhere, or must stay here. */
  const current = { anywhere: 'none', here: 'none' };

  function estimateOf(reference: string): TokenEstimate {
    const known = estimates.get(reference) ?? createTokenEstimate();
    estimates.set(reference, known);
    return known;
  }

  /** Those that may be told what is asked. */
  async function providersFor({ localOnly }: Audience): Promise<Provider[]> {
    const all = await choice.providers();
    return localOnly === true ? all.filter(staysHere) : all;
  }

  /** Those that may answer now; all of them where there is nobody else. */
  async function candidates(audience: Audience): Promise<Provider[]> {
    const all = await providersFor(audience);
    const awake = all.filter((provider) => !outages.rests(provider));
    return awake.length > 0 || settings.understudyWhenDown ? awake : all;
  }

  function note({ localOnly }: Audience, { reference }: Provider): void {
    current[localOnly === true ? 'here' : 'anywhere'] = reference;
  }

  async function* ask(provider: Provider, request: GenerateRequest): AsyncGenerator<ModelEvent> {
    const estimate = estimateOf(provider.reference);
    const contextTokens = await windows.of(provider);
    note(request, provider);
    const retries = outages.isDown(provider) ? 0 : settings.retry.times;
    const patience = {
      retries,
      waitMs: settings.retry.wait,
      firstTokenMs: settings.timeout.firstToken,
      stallMs: settings.timeout.stall,
    };
    const learnWindow = (limit: number) => windows.learn(provider, limit);
    yield* speak({ provider, request, contextTokens, estimate, patience, learnWindow, clock, log });
    outages.answered(provider);
  }

  async function* generate(request: GenerateRequest): AsyncGenerator<ModelEvent> {
    request.signal.throwIfAborted();
    let failure: ServiceError | undefined;
    let { localOnly } = request;
    for (const provider of await candidates(request)) {
      let said = false;
      const window = await windows.of(provider);
      if (!(await mayHear(provider, request))) {
        localOnly = true;
        continue;
      }
      try {
        for await (const event of ask(provider, request)) {
          said = true;
          yield event;
        }
        return;
      } catch (error) {
        if (!(error instanceof ServiceError) || (await isForTheAsker(error, provider, window))) throw error;
        outages.failed(provider, error, said);
        if (said) throw error;
        failure = error;
        if (error.failure === 'network') choice.doubt();
      }
    }
    if (!settings.understudyWhenDown) failure ??= noneHere({ localOnly });
    if (failure !== undefined && !settings.understudyWhenDown) throw failure;
    yield* standIn({ ...request, localOnly }, failure);
  }

  /** The understudy, which says why it speaks. */
  async function* standIn(request: GenerateRequest, failure: ServiceError | undefined) {
    const standInBecause = failure?.message ?? (await reasonForStandIn(request));
    for await (const event of understudy.generate(request))
      yield event.kind === 'finish' ? { ...event, standInBecause } : event;
  }

  /** Where words must stay here and no model does, the understudy is no model that is missing but one that is refused. */
  function noneHere({ localOnly }: Audience): ServiceError | undefined {
    if (localOnly !== true || settings.use === 'understudy') return undefined;
    const message = mustStayHere;
    return new ServiceError({
      service: 'The model',
      failure: 'model-missing',
      message,
      retryable: false,
    });
  }

  async function reasonForStandIn(audience: Audience): Promise<string | undefined> {
    if (settings.use === 'understudy') return undefined;
    const [resting] = await providersFor(audience);
    if (resting === undefined && audience.localOnly === true) return mustStayHere;
    return resting === undefined ? `No model is connected. ${waysToAModel}` : outages.reasonOf(resting);
  }

  /** Another model is not asked to say what one refused; and a prompt that can be made to fit is better made to. */
  async function isForTheAsker(
    { failure }: ServiceError,
    provider: Provider,
    window: number,
  ): Promise<boolean> {
    if (failure === 'content-refused') return true;
    return failure === 'context-too-long' && (await windows.of(provider)) < window;
  }

  async function prepare(): Promise<void> {
    const all = await choice.providers();
    await Promise.allSettled(all.flatMap((provider) => [provider.prepare?.(), windows.ask(provider)]));
  }

  async function describe(audience: Audience = {}): ReturnType<LanguageModel['describe']> {
    const all = await providersFor(audience);
    const awake = all.find((one) => !outages.isDown(one));
    // Whoever asks for a model here would otherwise never ask one again that was down once.
    const provider =
      awake ?? all.find((one) => audience.localOnly === true && outages.mayBeBack(one)) ?? all[0];
    if (provider === undefined) return { ...(await understudy.describe()), elsewhere: false };
    note(audience, provider);
    const contextTokens = usable(await windows.of(provider), estimateOf(provider.reference));
    const elsewhere = all.some((one) => !staysHere(one));
    const isDown = awake === undefined && !(audience.localOnly === true && outages.mayBeBack(provider));
    if (isDown && settings.understudyWhenDown)
      return { ...(await understudy.describe()), contextTokens, elsewhere };
    return { model: provider.reference, standIn: false, contextTokens, elsewhere };
  }

  const { checks, health } = createChecks({ choice, settings, clock, outages });

  return {
    prepare,
    generate,
    describe,
    estimateTokens: (messages, { localOnly } = {}) =>
      estimateOf(current[localOnly === true ? 'here' : 'anywhere']).estimate(messages),
    health: (): Promise<Health> => health(),
    checks,
    [Symbol.asyncDispose]: () => choice[Symbol.asyncDispose](),
  };
}

/** What may be planned with: the less was counted so far, the more an estimate may be off. */
function usable(window: number, { observed }: TokenEstimate): number {
  const share = observed === 0 ? 0.85 : observed < 10 ? 0.95 : 0.98;
  return Math.floor(window * share);
}

const mustStayHere = `Somebody whose words are in the prompt lets them go to models on this machine or its own network alone, and none is connected. ${waysToAModel}`;
