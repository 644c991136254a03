/** How a person or character is referred to. */
export interface Pronouns {
  subject: string;
  object: string;
  possessive: string;
}

/** One remembered fact of a character's world, brought into the prompt when the talk touches its keys. */
export interface LoreEntry {
  id: string;
  keys: string[];
  content: string;
  /** Lower stands earlier in the prompt. */
  order: number;
  /** Always in the prompt. */
  constant: boolean;
  caseSensitive: boolean;
}

/** What a card says of its behaviour template; the slice of frameworks reads it. */
export interface CharacterFramework {
  name?: string | undefined;
  /** Which other frameworks are mixed in when the talk is about something; undefined leaves that to the framework. */
  blends?: { about: string; with: string; weight: number }[] | undefined;
}

/** Reads a picture when it is wanted; undefined when it cannot be had. */
export type ReadPicture = () => Promise<Uint8Array | undefined>;

/** A file that came with a character's card. */
export interface CharacterAsset {
  /** `icon`, `emotion`, `background`, or whatever the card says. */
  type: string;
  /** `main`, `happy`, … */
  name: string;
  /** What the card says of its kind, in small letters; `picture` looks at the bytes. */
  ext: string;
  /** PNG, JPEG or WEBP; undefined when there is none or it is something else. */
  picture: ReadPicture;
}

/** A character as the engine uses it: what a card says, with defaults filled in and macros not yet expanded. */
export interface Character {
  id: string;
  /** The card's name; the face people see unless a nickname is given. */
  name: string;
  /** What `{{char}}` stands for and what people call it. */
  displayName: string;
  aliases: string[];
  pronouns?: Pronouns | undefined;
  description: string;
  personality: string;
  scenario: string;
  systemPrompt: string;
  postHistoryInstructions: string;
  /** An instruction that is put between the messages of the talk, so many from its end. */
  depthPrompt?: { text: string; depth: number; role: 'system' | 'user' | 'assistant' } | undefined;
  firstMessage: string;
  alternateGreetings: string[];
  groupGreetings: string[];
  /** Blocks of example dialogue, without their `<START>` lines. */
  examples: string[];
  lore: LoreEntry[];
  /** The card's own lorebook as it was written, of whatever kind; the lorebook slice reads it. */
  book?: unknown;
  tags: string[];
  creator: string;
  /** As the creator counts; shown to people. */
  version?: string | undefined;
  /** Shown to people, never in a prompt. */
  creatorNotes: string;
  /** 0 … 1: how readily it speaks unasked. */
  talkativeness: number;
  topics: { loves: string[]; avoids: string[] };
  relationships: { characterId: string; kind: string; feeling: string }[];
  framework?: CharacterFramework | undefined;
  /** The categories of documents that it knows, the most important first; undefined where the card names none. */
  documentCategories?: readonly string[] | undefined;
  voice: { description: string; pitch: number; speed: number } | undefined;
  /** `#rrggbb`, for panels and the web page. */
  colour: string;
  /** PNG, JPEG or WEBP; undefined for a character without one. */
  portrait: ReadPicture | undefined;
  /** Everything else that came with the card, in its order. */
  assets?: readonly CharacterAsset[] | undefined;
}

/** Everything a message may call a character by, longest first. */
export function namesOf(character: Pick<Character, 'name' | 'displayName' | 'aliases'>): string[] {
  return [...new Set([character.name, character.displayName, ...character.aliases])]
    .filter((name) => name.trim() !== '')
    .sort((a, b) => b.length - a.length);
}
