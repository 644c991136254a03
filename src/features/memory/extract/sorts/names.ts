import { phrases } from '../phrases.ts';

/** What follows "I am" and "call me" and is no name. */
const notNames = phrases`
  an?, not, nicht, auch, leider, eigentlich, wie, no, so, very, my, your, his, her, their, our, it, that, this
  what, who, how, in, on, at, to, from, of, and, or, for, with, by, as, like, just, too, also, all, hard, easy
  weird, funny, boring, cute, pretty, ugly, unique, common, long, short, secret, none, nothing, something
  anything, unknown, taken, people, someone, always, never, the, here, there, going, coming, doing, being, back
  home, ready, late, him, them, me, you, name, names, old, new, still, really, out, off, up, down, am, is, was
  will, mom, mum, dad, mother, father, bro, dude, mate, master, boss, god, daddy, mommy, queen, king, game, grind
  sea, lazy, dumb, sad, slow, fat, thin, small, big, tall, annoying, insane, lame, evil, idiot, stupid, crazy
  good, bad, great, nice, mad, lucky, today, tomorrow, later
`;
const verbs = phrases`is, was, are, and, or, because, but, not, who, that, when, if`;
const noName = new RegExp(`^(?:${notNames})\\b|\\b(?:${verbs})\\b`, 'i');

/** What somebody is called: a name that is written small is written large. */
export function nameSort(text: string): string | undefined {
  const clean = text.replace(/^(?:the )?/i, '').trim();
  if (!/^[\p{L}][\p{L}\p{M}'’.-]{0,24}(?: [\p{L}\p{M}\d][\p{L}\p{M}\d'’.-]{0,24}){0,2}$/u.test(clean))
    return undefined;
  if (noName.test(clean)) return undefined;
  const isLower = clean === clean.toLowerCase();
  return isLower ? clean.replace(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase()) : clean;
}
