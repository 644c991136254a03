export { type Environment, environment } from './environment.ts';
export { type LoadedSettings, loadSettings, type Origin } from './load.ts';
export { type PrintedSetting, printSettings, settingsInForce } from './print.ts';
export { readYaml } from './read.ts';
export { recordingSettings } from './recording.ts';
export { settingPaths, settingsReference } from './reference.ts';
export { type Settings, settingsSchema } from './schema.ts';
