/** Takes text that is not meant for people out of a model's stream: thoughts and special tokens. */
export interface HiddenText {
  push(delta: string): string;
  end(): string;
  /** The model ended its turn, or began somebody else's: what follows is not part of the answer. */
  readonly over: boolean;
  /** It began somebody else's. */
  readonly spokeForOthers: boolean;
  /** How often a thought ended that nobody saw begin: what was given before it belonged to the thought. */
  readonly takenBack: number;
}

const thoughts = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'reflection', 'scratchpad'];
const fixedTokens = [
  '</s>',
  '<s>',
  '<eos>',
  '<bos>',
  '<pad>',
  '<unk>',
  '<end_of_turn>',
  '<start_of_turn>',
  '[inst]',
  '[/inst]',
];
const thoughtTag = /^<(\/?)([a-z]+)(?:\s[^<>\n]{0,60})?>$/;
const specialToken = /^<[|｜]([^|｜<>\n]{0,40})[|｜]>$/;
const specialTokenBegun = /^<[|｜][^|｜<>\n]{0,40}[|｜]?$/;
const thoughtTagBegun = /^<\/?([a-z]*)(\s[^<>\n]{0,60})?$/;
const ends =
  /^(?:im_end|eot_id|eom_id|end|return|endoftext|end▁of▁sentence|end_of_turn|end_of_text|\/s|eos)$/;
const starts = /^(?:im_start|start|start_header_id|start_of_turn)$/;
const roleEnds = /[\n<]/;

export function createHiddenText(): HiddenText {
  let held = '';
  let thinking = false;
  let thoughtBefore = false;
  let takenBack = 0;
  /** Collects the role's or channel's name after a token that announces one. */
  let announced: { kind: 'role' | 'channel'; name: string } | undefined;
  let spoken = false;
  let over = false;
  let spokeForOthers = false;

  function take(unit: string): string {
    if (over) return '';
    if (announced !== undefined && !roleEnds.test(unit)) return announce(unit);
    if (announced !== undefined) settleAnnounced();
    if (over || (unit === '\n' && !spoken)) return '';
    if (held === '' && unit !== '<' && unit !== '[') return show(unit);
    held += unit;
    return settleHeld();
  }

  function announce(unit: string): string {
    if (announced !== undefined && announced.name.length < 30) announced.name += unit;
    return '';
  }

  function settleAnnounced(): void {
    const name = announced?.name.trim().toLowerCase() ?? '';
    if (announced?.kind === 'channel') thinking = name === 'analysis' || name.startsWith('commentary');
    else if (/^(?:user|human|system|tool)\b/.test(name) && spoken) stop(true);
    announced = undefined;
  }

  function settleHeld(): string {
    const token = held.toLowerCase();
    if (act(token)) {
      held = '';
      return '';
    }
    if (mayBecomeToken(token)) return '';
    const [first = '', ...rest] = held;
    held = '';
    return show(first) + rest.map(take).join('');
  }

  /** True when this is a whole token; does what it means. */
  function act(token: string): boolean {
    const thought = thoughtTag.exec(token);
    if (thought !== null && thoughts.includes(thought[2] ?? '')) {
      think(thought[1] === '');
      return true;
    }
    const special =
      specialToken.exec(token)?.[1] ?? (fixedTokens.includes(token) ? token.slice(1, -1) : undefined);
    if (special === undefined) return false;
    obey(special);
    return true;
  }

  /** Many chat templates write the beginning of the thought into the prompt, so that only its end is seen. */
  function think(begins: boolean): void {
    if (!begins && !thoughtBefore && spoken) {
      takenBack += 1;
      spoken = false;
    }
    thinking = begins;
    thoughtBefore = true;
  }

  function obey(token: string): void {
    if (ends.test(token)) {
      thinking = false;
      if (spoken) stop(false);
    } else if (starts.test(token)) {
      announced = { kind: 'role', name: '' };
    } else if (token === 'channel') {
      announced = { kind: 'channel', name: '' };
    } else if (/begin_of_thought/.test(token)) {
      thinking = true;
    } else if (/end_of_thought/.test(token)) {
      thinking = false;
    } else if (token === 'inst' && spoken) {
      stop(true);
    }
  }

  function stop(forOthers: boolean): void {
    over = true;
    spokeForOthers = forOthers;
  }

  function show(unit: string): string {
    if (thinking || over) return '';
    spoken ||= unit.trim() !== '';
    return unit;
  }

  return {
    push(delta) {
      let given = '';
      for (const unit of delta.split('')) {
        const before = takenBack;
        const shown = take(unit);
        given = takenBack > before ? shown : given + shown;
      }
      return given;
    },
    end() {
      const rest = held;
      held = '';
      // What was begun as a token and not finished is dropped, but a lone sign is text.
      return rest.length === 1 || rest.startsWith('[') ? rest.split('').map(show).join('') : '';
    },
    get over() {
      return over;
    },
    get spokeForOthers() {
      return spokeForOthers;
    },
    get takenBack() {
      return takenBack;
    },
  };
}

function mayBecomeToken(token: string): boolean {
  if (specialTokenBegun.test(token) || fixedTokens.some((fixed) => fixed.startsWith(token))) return true;
  const tag = thoughtTagBegun.exec(token);
  if (tag === null) return false;
  const name = tag[1] ?? '';
  return tag[2] === undefined
    ? thoughts.some((thought) => thought.startsWith(name))
    : thoughts.includes(name);
}
