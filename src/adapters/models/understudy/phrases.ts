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

/** After saying back what somebody told. */
export const wonderings = [
  'How did that come about?',
  'And what will you do now?',
  'What was that like?',
  'Tell me the rest, {{user}}.',
  'I had not expected that of you, {{user}}.',
  'And are you glad of it?',
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
  'What will you do about it?',
  'How did that come about?',
];
