export { openaiErrors } from './errors.ts';
export { type FakeOpenai, type FakeOpenaiOptions, startFakeOpenai } from './server.ts';
