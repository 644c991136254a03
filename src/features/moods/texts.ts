/** Every sentence of this slice. They are read by the model. */
export const texts = {
  title: 'Mood',
  is: (name: string, word: string) => `${name} is ${word}.`,
};
