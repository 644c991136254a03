import { anyOf, oneOf, phrases } from '../phrases.ts';

/** Pronouns, and what stands for one. */
const pronouns = phrases`
  it, that, this, these, those, him, her, them, they, '?em, you, u, ya, me, us, we, he, she, I, mine, yours, one, ones
  some, none, any, both, all, more, another, other, others, same, such
  everything, nothing, anything, something, everyone, everybody, nobody, someone
  what, how, when, where, why, who, which, whatever, there, here
`;

/** Words that begin no thing. */
const noThings = phrases`
  a lot, so, very, not, no, too, well, things?, stuff, bits?, like, as, if, than
  people who, seeing you, talking (?:to|with) you
`;

/** "The idea of it", "a new one", "the video": something that was shown, or spoken of. */
const pointedAt = phrases`
  idea, way, fact, thought, sound, look, feeling, vibes?, other, same, one, ones, new, latest, last, first, next
  part, point, end, thing, things, stuff, bit, lot, result, ending, plan, joke, answer, question, suggestion
  picture, photo, pic, message, meme, post(?! office), link, video
`;

/** What cannot be an object by itself: pronouns, and words that refer to something else. */
export const englishRefers = new RegExp(
  oneOf(
    `^${anyOf(pronouns, noThings, `(?:the|a) ${anyOf(pointedAt)}`)}\\b`,
    '\\b(?:you|your|yours|u|ur)\\b',
    '^(?:that|this|these|those|his|her|their|its)\\b',
  ),
  'i',
);
