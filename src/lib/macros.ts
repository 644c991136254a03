import { wallTime } from './calendar.ts';
import {
  dateText,
  differenceText,
  formatted,
  isoDate,
  spanText,
  timeInOffset,
  timeText,
} from './macro-times.ts';
import { seededRandom } from './random.ts';

/** What macros stand for in one turn. */
export interface MacroValues {
  /** The character's name. */
  char: string;
  /** The name of the person spoken to. */
  user: string;
  /** What a card's own prompt would replace; given to the first `{{original}}` of a field. */
  original?: string | undefined;
  /** The characters of the talk, this one included. */
  group?: readonly string[] | undefined;
  /** When the person spoke last before this, in milliseconds since 1970. */
  lastSpokenAt?: number | undefined;
  /** Fields of the card, by their macro's name in small letters: `description`, `personality`, `scenario` … */
  fields?: Record<string, string> | undefined;
  /** What `{{outlet::Name}}` stands for, by name. */
  outlets?: Record<string, string> | undefined;
  /** Milliseconds since 1970. */
  now: number;
  timeZone: string;
  /** 0 … 1, for `{{random}}` and `{{roll}}`. */
  random: () => number;
  /** What keeps `{{pick}}` the same: the channel, say. */
  seed: string;
  /** Whether macros nobody knows stay as they are written; otherwise they are left out. */
  keepUnknown?: boolean | undefined;
}

interface Expansion {
  values: MacroValues;
  /** The whole field, which `{{pick}}` depends on. */
  field: string;
  originalGiven: boolean;
}

/** A macro as it was written: `{{random::a::b}}` is `random` with `a::b`. */
interface Macro {
  name: string;
  written: string;
  /** Where it stands in the field. */
  at: number;
  /** Its whole argument, expanded. */
  argument(): string;
  /** Its items, expanded one by one. */
  items(): string[];
}

const deepest = 8;
const mostDice = 100;
const mostLetters = 200;
const namesInBrackets = /<(user|bot|char|group|charifnotgroup)>/gi;
/** `{{trim}}` leaves this, which takes the line breaks around it along. */
const trimMark = '\u0000';

/**
 * Expands the macros of a trusted field of a card, once: what comes out is never read for macros again. Macros
 * nobody knows are left out. Never to be used on what people say.
 */
export function expandMacros(field: string, values: MacroValues): string {
  if (!field.includes('{{') && !field.includes('<')) return field;
  const text = expand(field, 0, 0, { values, field, originalGiven: false });
  return text.includes(trimMark) ? text.replace(/\s*\0\s*/g, '') : text;
}

function expand(text: string, from: number, depth: number, expansion: Expansion): string {
  if (depth > deepest) return '';
  let done = '';
  let at = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', at)) {
    const close = closing(text, open);
    if (close === -1) break;
    done += withNames(text.slice(at, open), expansion.values);
    done += evaluate(text.slice(open + 2, close), from + open, depth, expansion);
    at = close + 2;
  }
  return done + withNames(text.slice(at), expansion.values);
}

function withNames(text: string, values: MacroValues): string {
  return text.replace(namesInBrackets, (_, name: string) => {
    const wanted = name.toLowerCase();
    if (wanted === 'user') return values.user;
    return wanted === 'group' ? groupOf(values) : values.char;
  });
}

/** Who is in the talk besides the person spoken to. */
function groupOf({ char, group }: MacroValues): string {
  return group === undefined || group.length === 0 ? char : group.join(', ');
}

/** Where the braces opened at `open` are closed, those within them counted; -1 when they never are. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (const braces of text.slice(open).matchAll(/\{\{|\}\}/g)) {
    depth += braces[0] === '{{' ? 1 : -1;
    if (depth === 0) return open + braces.index;
  }
  return -1;
}

function evaluate(inside: string, at: number, depth: number, expansion: Expansion): string {
  const written = inside.trim();
  if (written.startsWith('//')) return '';
  const [, name = '', border = '', argument = ''] =
    /^(time_utc[+-]?[\d:]*|[a-z_][\w-]*)\s*(::?|\s|$)([\s\S]*)$/i.exec(written) ?? [];
  const meaning = meaningOf(name.toLowerCase());
  if (meaning === undefined && expansion.values.keepUnknown)
    return withNames(`{{${inside}}}`, expansion.values);
  const isMacro = name !== '' && (meaning !== undefined || border.startsWith(':') || border === '');
  if (!isMacro) return withNames(`{{${inside}}}`, expansion.values);
  const within = (part: string) => expand(part, at, depth + 1, expansion);
  return (
    meaning?.(
      {
        name: name.toLowerCase(),
        written,
        at,
        argument: () => within(argument),
        items: () => itemsOf(argument, border).map(within),
      },
      expansion,
    ) ?? ''
  );
}

/** `{{time_UTC+2}}` carries its argument in its name. */
function meaningOf(name: string): Meaning | undefined {
  return name.startsWith('time_utc')
    ? ({ written }, { values }) => timeInOffset(written.slice('time_utc'.length), values.now)
    : meanings[name];
}

/** `a::b` and `a,b` are lists; `\\,` is a comma. Cut before anything is expanded, so that a name may hold a comma. */
function itemsOf(argument: string, border: string): string[] {
  const parts = cutAt('::', argument);
  if (border === '::' || parts.length > 1) return parts;
  return cutAt(',', argument).map((item) => item.replaceAll('\\,', ',').trim());
}

/** Cuts where a separator stands outside of further braces, and is not escaped. */
function cutAt(separator: string, text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (const { 0: mark, index } of text.matchAll(/\{\{|\}\}|::|\\,|,/g)) {
    if (mark === '{{') depth += 1;
    else if (mark === '}}') depth -= 1;
    else if (mark === separator && depth <= 0) {
      parts.push(text.slice(begin, index));
      begin = index + mark.length;
    }
  }
  return [...parts, text.slice(begin)];
}

type Meaning = (macro: Macro, expansion: Expansion) => string;

function outletOf(name: string, { outlets = {} }: MacroValues): string {
  return Object.hasOwn(outlets, name) ? (outlets[name] ?? '') : '';
}

const meanings: Record<string, Meaning | undefined> = Object.assign(Object.create(null), {
  char: (_, { values }) => values.char,
  bot: (_, { values }) => values.char,
  charifnotgroup: (_, { values }) => values.char,
  group: (_, { values }) => groupOf(values),
  groupnotmuted: (_, { values }) => groupOf(values),
  notchar: (_, { values }) =>
    [values.user, ...(values.group ?? [])].filter((one) => one !== values.char).join(', '),
  user: (_, { values }) => values.user,
  original,
  outlet: ({ argument }, { values }) => outletOf(argument().trim(), values),
  description: cardField,
  personality: cardField,
  scenario: cardField,
  mesexamples: cardField,
  charprompt: cardField,
  charinstruction: cardField,
  chardepthprompt: cardField,
  random: ({ items }, { values }) => chosen(items(), values.random()),
  pick,
  roll: ({ argument }, { values }) => rolled(argument(), values.random),
  reverse: ({ argument }) => Array.from(argument()).reverse().join(''),
  newline: ({ argument }) => '\n'.repeat(timesOf(argument())),
  space: ({ argument }) => ' '.repeat(timesOf(argument())),
  noop: () => '',
  banned: () => '',
  trim: () => trimMark,
  time: ({ written }, { values }) => offsetTime(written, values) ?? timeText(values),
  date: (_, { values }) => dateText(values),
  weekday: (_, { values }) => wallTime(values.now, values.timeZone).weekday,
  isotime: (_, { values }) => timeText(values),
  isodate: (_, { values }) => isoDate(values),
  datetimeformat: ({ argument }, { values }) => formatted(argument().slice(0, mostLetters), values),
  timediff: ({ items }) => differenceText(items()[0] ?? '', items()[1] ?? ''),
  idle_duration: (_, { values }) => idle(values),
  idleduration: (_, { values }) => idle(values),
} satisfies Record<string, Meaning>);

/** How often a blank is asked for: once, if no number is given. */
function timesOf(written: string): number {
  const count = Number.parseInt(written, 10);
  return Number.isNaN(count) ? 1 : Math.max(0, Math.min(count, mostDice));
}

function offsetTime(written: string, { now }: MacroValues): string | undefined {
  const offset = /^time::?\s*UTC([+-]?[\d:]+)$/i.exec(written)?.[1];
  return offset === undefined ? undefined : timeInOffset(offset, now);
}

function idle({ now, lastSpokenAt }: MacroValues): string {
  return lastSpokenAt === undefined ? 'just now' : spanText(Math.max(0, now - lastSpokenAt));
}

function original(_: Macro, expansion: Expansion): string {
  if (expansion.originalGiven) return '';
  expansion.originalGiven = true;
  return expansion.values.original ?? '';
}

/** Another field of the same card, which may hold names but no further fields. */
function cardField({ name }: Macro, { values }: Expansion): string {
  return expandMacros(values.fields?.[name] ?? '', { ...values, fields: undefined, original: undefined });
}

function pick({ items, written, at }: Macro, { values, field }: Expansion): string {
  return chosen(items(), seededRandom(`${values.seed}\n${field}\n${written}\n${at}`)());
}

function chosen(items: string[], chance: number): string {
  return items[Math.floor(chance * items.length)] ?? '';
}

function rolled(dice: string, random: () => number): string {
  const match = /^(?:(\d{0,3})d)?(\d{1,6})([+-]\d{1,6})?$/i.exec(dice.replaceAll(' ', ''));
  if (match === null) return '';
  const count = Number(match[1] || 1);
  const sides = Number(match[2]);
  if (count < 1 || count > mostDice || sides < 1) return '';
  const thrown = Array.from({ length: count }, () => 1 + Math.floor(random() * sides));
  return String(thrown.reduce((sum, each) => sum + each, Number(match[3] ?? 0)));
}
