import { createHiddenText } from './hidden-text.ts';
import { readSpeakerMark, type SpeakerNames } from './speaker-mark.ts';

/**
 * Makes a model's stream into what one character says: without thoughts, special tokens and leaked role
 * prefixes, and ending where the model begins to speak for somebody else. How the text is cut into deltas
 * makes no difference.
 */
export interface SpeechFilter {
  push(delta: string): string;
  end(): string;
  /** The model spoke for somebody else; the rest is dropped, so generating may stop. */
  readonly cut: boolean;
  /** Grows when what was given so far turns out to have been only thought: it is to be forgotten. */
  readonly takenBack: number;
}

const ownRoles = ['assistant', 'ai', '{{char}}'];
const otherRoles = ['user', 'human', '{{user}}'];

export function createSpeechFilter({
  ownNames,
  otherNames,
}: {
  ownNames: string[];
  otherNames: string[];
}): SpeechFilter {
  const names = namesInOrder(ownNames, otherNames);
  const hidden = createHiddenText();
  let spoken = false;
  let cut = false;
  /** Spaces that are shown only when something follows. */
  let gap = '';
  /** The beginning of a line, held back until it is clear whether it names a speaker; undefined inside a line. */
  let head: string | undefined = '';
  let afterMark = false;

  function take(unit: string): string {
    if (cut) return '';
    if (unit === '\n') return endLine();
    if (/\s/.test(unit) && !head) {
      if (!afterMark) gap += unit;
      return '';
    }
    afterMark = false;
    if (head === undefined) return show(unit);
    head += unit;
    return settleHead(false);
  }

  function endLine(): string {
    const shown = head ? settleHead(true) : '';
    if (cut) return '';
    gap += '\n';
    head = '';
    afterMark = false;
    return shown;
  }

  function settleHead(ended: boolean): string {
    const line = head ?? '';
    const mark = readSpeakerMark(line, names, ended);
    if (mark === 'undecided') return '';
    if (mark === 'nobody') {
      head = undefined;
      return showLine(line);
    }
    head = '';
    if (mark.who === 'other') {
      cut = true;
      return '';
    }
    afterMark = true;
    return line.slice(mark.length).split('').map(take).join('') + (ended && head ? settleHead(true) : '');
  }

  function showLine(line: string): string {
    const body = line.trimEnd();
    const shown = show(body);
    gap = line.slice(body.length);
    return shown;
  }

  function show(text: string): string {
    if (text === '') return '';
    const shown = spoken ? gap + text : text;
    spoken = true;
    gap = '';
    return shown;
  }

  function beginAnew(): void {
    spoken = false;
    cut = false;
    gap = '';
    head = '';
    afterMark = false;
  }

  function takeAll(text: string): string {
    const shown = text.split('').map(take).join('');
    cut ||= hidden.spokeForOthers;
    return shown;
  }

  return {
    push(delta) {
      const before = hidden.takenBack;
      const text = hidden.push(delta);
      if (hidden.takenBack > before) beginAnew();
      return takeAll(text);
    },
    end() {
      const last = takeAll(hidden.end());
      return last + (head && !cut ? settleHead(true) : '');
    },
    get cut() {
      return cut;
    },
    get takenBack() {
      return hidden.takenBack;
    },
  };
}

/** The longest first, so that `Bo Lund:` is not read as `Bo`. */
function namesInOrder(ownNames: string[], otherNames: string[]): SpeakerNames {
  const own = lowered([...ownNames, ...ownRoles]);
  // A name that several bear is our own where we answer.
  return { own, other: lowered([...otherNames, ...otherRoles]).filter((name) => !own.includes(name)) };
}

function lowered(names: string[]): string[] {
  const tidy = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  return [...new Set(tidy)].sort((a, b) => b.length - a.length);
}
