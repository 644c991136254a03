import { z } from 'zod';
import { lazily } from '../lib/lazily.ts';
import { settingsOfEnvironment } from './environment.ts';
import { settingsSchema } from './schema.ts';

/** One setting as documentation, `config print` and error messages need it. */
export interface SettingReference {
  /** `conversation.mode` */
  path: string;
  description: string;
  /** As written in config.yaml; undefined when there is none. */
  default: unknown;
  /** `text`, `whole number`, … or the values it may have. */
  type: string;
  /** Text given for it is read as this. */
  reads: 'text' | 'number' | 'boolean' | 'list' | 'other';
  secret: boolean;
  /** The environment variable that sets it. */
  environment: string | undefined;
}

/** One section of config.yaml. */
export interface SectionReference {
  name: string;
  description: string;
  settings: SettingReference[];
}

interface JsonSchema {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  secret?: boolean;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

const sections = new Map(
  Object.entries(settingsSchema.shape).map(([name, schema]) => [
    name,
    lazily(() => readSection(name, schema)),
  ]),
);

/** Every section and setting there is, read off the schema: once, since that takes longer than reading the settings. */
export function settingsReference(): SectionReference[] {
  return [...sections.values()].map((section) => section());
}

/** The setting at a path, of which no more than its section is read; undefined when there is none. */
export function settingAt(path: string): SettingReference | undefined {
  const [name = ''] = path.split('.');
  return sections
    .get(name)?.()
    .settings.find((one) => one.path === path);
}

function readSection(name: string, section: z.ZodType): SectionReference {
  const schema = z.toJSONSchema(section, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return { name, description: schema.description ?? '', settings: leavesOf(schema, name) };
}

/** The paths of all settings: `conversation.mode`, `web.port`, … */
export function settingPaths(): string[] {
  return settingsReference().flatMap(({ settings }) => settings.map(({ path }) => path));
}

/** Whether what stands at a path, or in a list there, is text however it looks. */
export function wantsText(path: string): boolean {
  const setting = settingAt(path);
  return setting?.reads === 'text' || setting?.type === 'list of texts';
}

/** Whether what stands at a path must never be shown. */
export function isSecret(path: string): boolean {
  return /(^|\.)(token|apiKey|password|secret)$/.test(path);
}

function leavesOf(schema: JsonSchema, path: string): SettingReference[] {
  const { properties } = schema;
  if (properties === undefined) return [describe(schema, path)];
  return Object.entries(properties).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
}

function describe(schema: JsonSchema, path: string): SettingReference {
  return {
    path,
    description: schema.description ?? '',
    default: schema.default,
    type: typeName(schema),
    reads: readsAs(schema),
    secret: schema.secret ?? isSecret(path),
    environment: Object.entries(settingsOfEnvironment).find(([, setting]) => setting === path)?.[0],
  };
}

function typeName(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.join(', ');
  const { type, default: value, items } = schema;
  if (type === 'integer' || type === 'number')
    return [type === 'integer' ? 'whole number' : 'number', range(schema)].join('');
  if (type === 'boolean') return 'true, false';
  if (type === 'array') return items?.type === 'string' ? 'list of texts' : 'list';
  if (schema.anyOf?.every((one) => one.type === 'string')) return 'text';
  if (type !== 'string') return type === 'object' ? 'named values' : 'value';
  return typeof value === 'string' && /^\d+(ms|s|m|h|d)$/.test(value) ? 'duration' : 'text';
}

function range({ minimum, maximum }: JsonSchema): string {
  const bound = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (bound(minimum) && bound(maximum)) return ` from ${minimum} to ${maximum}`;
  if (bound(minimum)) return ` from ${minimum}`;
  return bound(maximum) ? ` up to ${maximum}` : '';
}

function readsAs({ type, anyOf }: JsonSchema): SettingReference['reads'] {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type === 'array') return 'list';
  return type === 'string' || anyOf?.every((one) => one.type === 'string') ? 'text' : 'other';
}
