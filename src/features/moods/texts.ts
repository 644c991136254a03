/** Every sentence of this slice. They are read by the model, the reason alone by people. */
export const texts = {
  title: 'Mood',
  because: 'Its last words here show this mood.',
  is: (name: string, word: string) => `${name} is ${word}.`,
};
