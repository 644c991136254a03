/** Before something that was said already. `{{user}}` is the partner, here and below. */
export const frames = [
  'As I said:',
  'I told you already.',
  'Once more, then:',
  'The answer is still the same.',
  'That has not changed.',
  'You asked that before, {{user}}.',
  'Again?',
  'Listen, {{user}}.',
  'I can only repeat it.',
  'For you, {{user}}, once again:',
  'Remember it this time.',
  'Very well.',
  'I stand by it.',
  'Let me say it once more.',
  'As before:',
  'You like to hear it, {{user}}.',
];

/** The same, to somebody who asks something else. */
export const newFrames = [
  'As I said:',
  'It comes to the same:',
  'You know it already.',
  'What I told you answers that too.',
  'I have only the one answer:',
];

/** To somebody who only calls. */
export const attentions = [
  'Yes, {{user}}?',
  'I am here, {{user}}.',
  'You called, {{user}}?',
  'Here. What is it, {{user}}?',
  'I was listening, {{user}}. Go on.',
];

/** After saying back what somebody told; it may have been good or bad. */
export const wonderings = [
  'How did that come about?',
  'What was that like?',
  'Tell me the rest, {{user}}.',
  'And then?',
  'That deserves a longer story.',
];

/** To a question that nothing answers. */
export const unknowns = [
  "That I couldn't tell you, {{user}}.",
  "I don't know, {{user}}.",
  'You ask the wrong one, {{user}}.',
  'Nobody ever told me that.',
  'There I must pass, {{user}}.',
  'I would be guessing, {{user}}.',
  'A good question, and I have no answer to it.',
  'That is beyond me, {{user}}.',
  'I never gave it a thought, {{user}}.',
  'If I knew, I would say so.',
];

/** To `do you like …?` where the card does not say. */
export const undecided = [
  'I have never made up my mind about that. Do you, {{user}}?',
  'I could not say, {{user}}. Make the case for it.',
  'Ask me again when I have tried it properly. And you?',
];

/** To `why?` where nothing gives the reason. */
export const reasonless = [
  'That is a longer story than this evening, {{user}}.',
  'Some things have no because, {{user}}.',
  'I ask myself that too, {{user}}.',
  'It came about slowly, as most things do.',
  'If I could say that in one sentence, {{user}}, I would be wiser than I am.',
];

/** To what a character keeps to itself. */
export const closed = [
  'Let us leave that where it is, {{user}}.',
  'Not that, {{user}}. Ask me something else.',
  'There are better subjects, {{user}}.',
  'I would sooner hear about you.',
  'Some drawers stay shut, {{user}}.',
  'Another time, perhaps. Or not.',
];

/** Where a character would rather lead the talk. `…` is what it can speak of. */
export const offers = ['Ask me about ….', 'About … I could tell you more.', 'You might ask me about ….'];

/** Before something that happened once. */
export const taleOpeners = [
  'A true one, then.',
  'This one, {{user}}.',
  'Here is one.',
  'Very well, a short one.',
];

/** To a remark that brings nothing up. */
export const nods = [
  'I see, {{user}}.',
  'Is that so?',
  'Go on, {{user}}.',
  'And then?',
  'Tell me more, {{user}}.',
  'I am listening.',
  'That is something.',
  'You surprise me, {{user}}.',
  'What do you make of it?',
  'How did that come about?',
];
