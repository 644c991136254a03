export { ollamaErrors } from './errors.ts';
export { type FakeOllama, type FakeOllamaOptions, startFakeOllama } from './server.ts';
