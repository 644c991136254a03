/** Every sentence of this slice. */
export const texts = {
  greeting: 'Call a character by name, reply to it or mention me; these commands work here:',
  managed: 'For those who look after this server:',
  inMenu: (name: string) => `**${name}** in the menu of a message`,
  unknown: (name: string) => `There is no command /${name} that you may use here; /help lists them.`,
  family: (word: string) => `\`/help ${word}\` tells more.`,
  required: 'needed',
  optional: 'may be left out',
  file: 'a file',
  example: (line: string) => `For example: \`${line}\``,
  manage: 'Needs the right to manage the server.',
  onlyIn: { guild: 'Works in servers only.', direct: 'Works in direct messages only.' },
  choices: (choices: string[]) => `one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`,
};

/** The sentences of /status. */
export const statusTexts = {
  running: (duration: string) => `Acore has been running for ${duration}.`,
  model: (model: string) => `Model: **${model}**.`,
  standIn: 'No language model is connected, so the built-in understudy stands in; it is not a model.',
  modelUnknown: 'Model: no answer about it within two seconds.',
  part: (name: string, ok: boolean, says: string) => `${ok ? '✓' : '✗'} ${name}: ${says}`,
  noAnswer: 'no answer within two seconds.',
  characters: (count: number) =>
    count === 1 ? 'One character is loaded.' : `${count} characters are loaded.`,
  load: (lanes: number, waiting: number) =>
    lanes === 0
      ? 'Nothing is being answered at the moment.'
      : `Being answered: ${lanes === 1 ? 'one channel' : `${lanes} channels`}, ${waiting} waiting.`,
  memory: (megabytes: number) => `Memory in use: ${megabytes} MB.`,
};

/** The sentences of docs/commands.md. */
export const pageTexts = {
  title: 'Commands',
  intro:
    'This page is written from the commands themselves by `tools/write-docs.ts`. They work alike in Discord, on the web page and in the terminal.',
  slash: 'Typed commands',
  message: 'In the menu of a message',
};
