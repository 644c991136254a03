import { isTree } from './tree.ts';

/** The same settings, remembering which of them are read: for the test that every setting has an effect. */
export function recordingSettings<Settings extends object>(
  settings: Settings,
): { settings: Settings; read: ReadonlySet<string> } {
  const read = new Set<string>();
  return { settings: recording(settings, '', read), read };
}

function recording<Part extends object>(part: Part, path: string, read: Set<string>): Part {
  return new Proxy(part, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== 'string') return value;
      const here = path === '' ? key : `${path}.${key}`;
      if (isTree(value)) return recording(value, here, read);
      read.add(here);
      return value;
    },
  });
}
