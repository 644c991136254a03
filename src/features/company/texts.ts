/** Every sentence of this slice. They are read by the model, the reason alone by people. */
export const texts = {
  title: 'Company',
  because: 'Characters know who is there.',
  people: (names: string[]) => `People in this talk: ${names.join(', ')}.`,
  known: (name: string) => `Others here whom ${name} knows:`,
  relation: (name: string, kind: string, feeling: string) =>
    `- ${[kind === '' ? name : `${name} (${kind})`, feeling].filter((part) => part !== '').join(': ')}`,
  others: (names: string[]) => `Also here: ${names.join(', ')}.`,
};
