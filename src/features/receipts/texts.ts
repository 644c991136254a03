/** Every sentence of this slice that is no explanation of how a message ended. */
export const texts = {
  nothingYet: 'Nothing has been said here yet that I could explain.',
  unknown: 'I have no receipt for that message: I never saw it, or it is not finished yet.',
  elsewhere: 'That message is from another place, so I may not speak about it here.',
  foundElsewhere: 'What it was is told in the channel of that message alone.',
  onlyManagers:
    'The whole receipt is for those who manage a server, in the channel where the message was said.',
  wholeReceipt: 'Whole receipt',
  noPrompt: 'That message was not answered by a model, so there was no prompt; /why says how it ended.',
  promptForManagers:
    'The whole prompt is for those who manage a server, in the channel where the message was said.',
  wholePrompt: 'Whole prompt',
  promptOf: (name: string, model: string) => `**The prompt of ${name}** for ${model}`,
  counted: (tokens: number) => `${tokens} tokens as the provider counted them`,
  notCounted: (tokens: number) => `About ${tokens} tokens; nobody counted them but this estimate`,
  cached: (tokens: number, percent: number) => `${tokens} of them (${percent} %) it knew from its cache`,
  room: (budget: number, percent: number) => `The window had room for ${budget}; ${percent} % was used.`,
  leftOut: 'Left out:',
  leftBy: (slice: string, pieces: number) =>
    `**${pieces === 1 ? 'One thing' : `${pieces} things`} found by ${slice}** beyond \`${slice}.promptTokens\`; which, is said below`,
  whole: 'Nothing was left out for want of room.',
  cut: ', cut',
  keptHere:
    'somebody whose words were in the prompt lets them go to models on this machine or its own network alone, so only such were asked.',
  leftOutFor: (pieces: number) =>
    `${pieces === 1 ? 'one piece' : `${pieces} pieces`} of the prompt ${pieces === 1 ? 'was' : 'were'} left out, because people whose words stand there let them go to models on this machine alone, and none is there.`,
  offTheRecord: 'somebody’s words were off the record, so no text of the prompt was kept.',
  missing: (slice: string, because: string) => `Missing: what ${slice} had to tell, because ${because}.`,
  textForgotten: '(The text is no longer kept: receipts.keepPrompts.)',
};
