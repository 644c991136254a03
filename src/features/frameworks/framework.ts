import { z } from 'zod';

/** What a talk may be about, as far as it changes how characters speak. */
export const topics = ['support', 'creative', 'analytical', 'playful', 'debate'] as const;
export type Topic = (typeof topics)[number];

const shortText = z.string().trim().min(1).max(300);

/** A framework as it is written: a behaviour that any character can have. Strict, so that a misspelt field is told. */
export const frameworkShape = z.strictObject({
  purpose: shortText,
  prompt: z.string().trim().min(1).max(4_000),
  length: z.enum(['short', 'medium', 'long']),
  temperature: z.number().min(0).max(2),
  rules: z.array(shortText).max(20).default([]),
  whenUnsure: z.enum(['admit', 'ask', 'guess', 'improvise']).default('admit'),
  requiresTools: z
    .array(z.string().regex(/^[\w-]{1,64}$/))
    .max(20)
    .default([]),
  blends: z
    .array(z.strictObject({ about: z.enum(topics), with: shortText, weight: z.number().min(0).max(1) }))
    .max(20)
    .default([]),
});

export interface Framework extends z.infer<typeof frameworkShape> {
  /** The name of its file; what cards and commands call it. */
  name: string;
}

/** What the predecessor of Acore called the same things; its cards are still about. */
export const formerNames: Readonly<Record<string, string>> = {
  neuro: 'entertainer',
  chaos: 'chaotic',
  emotional_support: 'support',
  creative_task: 'creative',
  analytical_task: 'analytical',
  playful_chat: 'playful',
};

/** A name of a framework or topic as it is kept, whoever typed it. */
export function knownName(typed: string): string {
  const name = typed.trim().toLowerCase();
  return Object.hasOwn(formerNames, name) ? (formerNames[name] ?? name) : name;
}

/** The topic that somebody wrote, if there is one of that name. */
export function topicNamed(typed: string): Topic | undefined {
  return topics.find((topic) => topic === knownName(typed));
}
