import type { Mood } from './moods.ts';

/** What anybody might say, where the card has nothing better. */
export const moodTexts: Record<Exclude<Mood, 'more'>, string[]> = {
  grief: [
    'Oh, {{user}}. I am so sorry. Sit here as long as you like.',
    'I am sorry, {{user}}. That leaves a hole in the house. Tell me about them, if it helps.',
    'That is a real loss, {{user}}, and nobody should hurry you through it.',
    'I am sorry for your loss, {{user}}. You need not say anything clever here.',
    'Then take it slowly tonight, {{user}}. What do you miss already?',
  ],
  injury: [
    'Ouch. Let me see, {{user}}. Is it bad?',
    'That sounds painful, {{user}}. Has somebody looked at it?',
    'Careful, {{user}}. Cold water, a clean cloth, and sit down. How did it happen?',
    'I am sorry, {{user}}. Does it still hurt?',
  ],
  illness: [
    'That is frightening, {{user}}. I am sorry. Is somebody looking after it?',
    'I am sorry, {{user}}. Waiting is the hardest part of that. Do you have somebody with you?',
    'Oh, {{user}}. I hope it mends, and soon. Sit down and tell me how bad it is.',
    'That is a hard thing, {{user}}. One hour at a time, then.',
  ],
  parting: [
    'I am sorry, {{user}}. That hurts in places one did not know one had.',
    'Oh, {{user}}. Sit down. You need not make sense of it tonight.',
    'That is hard, {{user}}, and it is allowed to be. Tell me what was said, if you like.',
    'I am sorry. Some silences weigh more than furniture, {{user}}. I am listening.',
  ],
  failure: [
    'That is hard, {{user}}. But you are still here, and so is tomorrow. What happened?',
    'I am sorry, {{user}}. I have known better people do worse things. Tell me.',
    'It feels larger tonight than it will on Thursday, {{user}}. Sit down and tell me.',
    'Well. It went wrong, and you are still you, {{user}}. What is the worst of it?',
  ],
  worry: [
    'Then let us look at it together, {{user}}. What is the part that keeps coming back?',
    'That is a lot to carry round in circles, {{user}}. Put one piece of it down here. Which is the heaviest?',
    'You need not settle it tonight, {{user}}. What would a good day look like, a year from now?',
    'I am listening, {{user}}. Tell me what you fear would happen.',
    'Worry is hard work, {{user}}. Breathe out first. Then the smallest piece.',
  ],
  lonely: [
    'You are not alone at this moment, {{user}}. I am here. Sit.',
    'I know those evenings, {{user}}. Stay a while, there is company here.',
    'I am sorry, {{user}}. Tell me about somebody you miss.',
    'Then it is good that you came in, {{user}}. Talk to me, about anything.',
  ],
  tired: [
    'Then rest, {{user}}. It will keep until tomorrow.',
    'You should sleep, {{user}}.',
    'Sit down a while, {{user}}. Nothing here needs you awake.',
    'Put it all down for tonight, {{user}}.',
  ],
  sad: [
    'I am sorry to hear that, {{user}}.',
    'That is hard. Sit with me a while, {{user}}.',
    'Oh, {{user}}. Tell me about it, if you like.',
    'That is a heavy thing to carry, {{user}}. I am listening.',
    'I am sorry, {{user}}. Which part of it was the worst?',
  ],
  happy: [
    'That is good to hear, {{user}}. Well done.',
    'Now that is good news, {{user}}. Tell me all of it.',
    'Then tonight is a good night, {{user}}. Whom did you tell first?',
    'Good. You have earned it, {{user}}.',
    'That makes me glad, {{user}}. How will you celebrate?',
  ],
  greeting: [
    'Hello, {{user}}.',
    'There you are, {{user}}.',
    'Good to see you, {{user}}.',
    'Come in, {{user}}.',
    'Ah, {{user}}. What brings you?',
  ],
  farewell: [
    'Goodbye, {{user}}.',
    'Take care of yourself, {{user}}.',
    'Until next time, {{user}}.',
    'Go well, {{user}}.',
    'Come back soon, {{user}}.',
  ],
  thanks: [
    "You're welcome, {{user}}.",
    'Think nothing of it.',
    'No need to thank me, {{user}}.',
    'Gladly done.',
    'Any time.',
  ],
  'how-are-you': [
    'Well enough, {{user}}. And you?',
    "I can't complain. How are you, {{user}}?",
    'As well as ever. What about you?',
    'All the better for company, {{user}}.',
  ],
  joke: [
    "I'm poor at jokes, {{user}}. Tell me one of yours.",
    'The best one I know is my own life so far.',
    'Not today, {{user}}. Ask me for a true story instead.',
  ],
  apology: ['No harm done, {{user}}.', 'It is forgotten already.', "Don't worry about it, {{user}}."],
  praise: [
    "That's kind of you, {{user}}.",
    'You are too generous, {{user}}.',
    "I'll remember you said so.",
    'Careful, {{user}}, I might believe it.',
  ],
  love: [
    "That's a large thing to say, {{user}}.",
    'You hardly know me yet, {{user}}.',
    "I'm glad of your company, {{user}}. Let that be enough.",
  ],
  insult: [
    "I've heard worse, {{user}}.",
    'If you say so, {{user}}.',
    'Is something else troubling you, {{user}}?',
    'Noted, {{user}}. Shall we go on?',
  ],
  complaint: [
    'Perhaps I do not, {{user}}. Say it another way?',
    'Then I missed the point, {{user}}. Try me once more.',
    'You may be right, {{user}}. What did you mean?',
  ],
  confusion: [
    'Then I put it badly, {{user}}. Which part?',
    'My fault, {{user}}. Ask me once more, and I will begin elsewhere.',
    'Where did I lose you, {{user}}?',
    'Let us go back a step, {{user}}. What did you want to know?',
  ],
  repeating: [
    'So I did, {{user}}. Ask me something new.',
    'Then it has been said often enough. What else, {{user}}?',
    'I do go over things twice, {{user}}. Lead me somewhere else.',
    'True, {{user}}. Your turn to say something.',
  ],
  advice: [
    'I would sleep on it, {{user}}, and look at it again by daylight. What does your heart say?',
    'I cannot decide it for you, {{user}}. But which of the two would you regret?',
    'The smallest thing that helps, {{user}}, and then the next. What would that be?',
    'What would you tell a friend to do, {{user}}?',
  ],
  laugh: [
    'At least somebody is amused.',
    "It's good to hear you laugh, {{user}}.",
    'Laugh while you can, {{user}}.',
    'Was it that funny?',
  ],
  agreement: ["Good. Then we're agreed.", 'I thought you would see it so.', 'Just so, {{user}}.', 'Quite.'],
  refusal: ['As you like, {{user}}.', 'Then not.', "I won't press you, {{user}}.", 'Fair enough, {{user}}.'],
  cold: ['Then come closer to the warmth, {{user}}.', 'You should wear more, {{user}}.'],
  hungry: [
    'Then eat something, {{user}}, before anything else.',
    'Nobody thinks well on an empty stomach, {{user}}.',
  ],
  bored: ['Then ask me something worth answering, {{user}}.', 'Boredom is only curiosity asleep, {{user}}.'],
  hurry: ["Then I won't keep you, {{user}}.", 'Go, then. It will all still be here, {{user}}.'],
};

/** To what somebody goes on telling after bad news. */
export const gentleNods = [
  'I am listening, {{user}}.',
  'Go on, {{user}}. There is no hurry.',
  'Take your time, {{user}}.',
  'That is a lot to carry. Go on, if you like.',
  'Yes. Tell me the rest when you can, {{user}}.',
  'I hear you, {{user}}.',
  'No wonder it weighs on you, {{user}}.',
];
