import type { z } from 'zod';
import type { Place } from '../message.ts';
import type { Mood } from '../mood.ts';

/** Who asks, where, and what they may do: the same on every host. */
export interface Caller {
  id: string;
  name: string;
  /** Manage Guild, or the role that the guild has named for it; always true in the playground. */
  mayManage: boolean;
}

export interface CommandCall<Input> {
  /** Unique for this call; also the id under which `/chat` gives its words to the engine. */
  id: string;
  caller: Caller;
  place: Place;
  input: Input;
  /** For `kind: 'message'`: the message it was called on. */
  targetId?: string | undefined;
  signal: AbortSignal;
}

/** What a command shows. Markdown; untrusted text in it cannot ping. */
export interface CommandReply {
  text: string;
  /** `only-you` unless it is speech or something everybody should see. */
  visible: 'everyone' | 'only-you';
  /** Whose accent colour and face the panel takes. */
  characterId?: string | undefined;
  /** The reply is about that character: hosts whose panels have no faces show it in this one. */
  showsFace?: boolean | undefined;
  /** In which mood its face is shown. */
  mood?: Mood | undefined;
  /** Handed over with the text. */
  files?: readonly ReplyFile[] | undefined;
  /** What may be done next, five at most. */
  buttons?: readonly CommandButton[] | undefined;
}

/** A file that a command gives. Its name is a proposal: hosts take out what their file systems do not bear. */
export interface ReplyFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** A command ready to be run by whoever presses it, with their rights; with its input at most a hundred characters. */
export interface CommandButton {
  label: string;
  /** The name of a typed command. */
  command: string;
  input: Record<string, string | number | boolean>;
  /** `danger` for what cannot be taken back. */
  style?: 'plain' | 'danger' | undefined;
}

type Suggest = (partial: string, call: { place: Place; caller: Caller }) => Promise<string[]>;

/**
 * One command on every host. `name` is one or two words (`why`, `character show`). `input` is a flat object of
 * strings, enums, numbers and booleans with `.describe()` on each, and of `fileInput()`; hosts make their options from it.
 */
export interface Command<Input extends z.ZodObject = z.ZodObject> {
  name: string;
  /** `slash` is typed; `message` is chosen from a message's menu (then `name` is its label). */
  kind: 'slash' | 'message';
  description: string;
  input: Input;
  /** `manage`: changes the server, so it needs Manage Guild or the configured role. */
  permission: 'everyone' | 'manage';
  /** Where it makes sense. The playground and the terminal count as a guild. */
  contexts: readonly ('guild' | 'direct')[];
  /** Per person. 0 for none. */
  cooldownMs: number;
  suggest?: Partial<Record<string, Suggest>> | undefined;
  /** Its reply is speech for everybody, so that a host that has to announce a slow one does so in the open. */
  speech?: boolean | undefined;
  /** The line in `/help` and in docs/commands.md, when the description is not enough. */
  example?: string | undefined;
  /** May throw UserError. */
  run(call: CommandCall<z.infer<Input>>): Promise<CommandReply>;
}

/** Gives a declared command its types and forgets them again, so that a list of commands has one type. */
export function command<Input extends z.ZodObject>(declared: Command<Input>): Command {
  return declared as unknown as Command;
}
