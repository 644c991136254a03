import {
  type APIInteraction,
  type APIInteractionResponse,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  type REST,
  Routes,
} from 'discord.js';
import { buttonProblem } from '../../core/commands/buttons.ts';
import type { Command, CommandButton, CommandReply, ReplyFile } from '../../core/commands/command.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Log } from '../../core/ports/log.ts';
import { splitText } from '../../lib/split-text.ts';
import { rowOf } from './button-row.ts';
import { pingsNobody } from './mentions.ts';
import type { Portraits } from './portraits.ts';

/** How commands are answered on Discord; nothing said here can ping. */
export interface Replies {
  callback(raw: APIInteraction, response: APIInteractionResponse): Promise<void>;
  /** The first and whole answer. */
  first(raw: APIInteraction, reply: CommandReply): Promise<void>;
  /** Shows that an answer is coming; who will see it is settled by this. */
  defer(raw: APIInteraction, visible: CommandReply['visible']): Promise<void>;
  /** The answer after `defer`. */
  deferred(raw: APIInteraction, reply: CommandReply, shown: CommandReply['visible']): Promise<void>;
}

const longestText = 2_000;
const longestPanel = 3_900;
/** Installed by a person rather than a server, an application may follow up five times. */
const mostParts = 5;
const mostButtons = 5;
const mostFiles = 10;

interface RepliesNeeds {
  rest: REST;
  cast: Pick<Cast, 'get'>;
  portraits: Pick<Portraits, 'of'>;
  /** What buttons may run. */
  commands: readonly Command[];
  log: Log;
}

export function createReplies({ rest, cast, commands, portraits, log }: RepliesNeeds): Replies {
  async function callback(raw: APIInteraction, body: APIInteractionResponse): Promise<void> {
    await rest.post(Routes.interactionCallback(raw.id, raw.token), { auth: false, body });
  }

  async function followUp(raw: APIInteraction, parts: Part[], flags: number): Promise<void> {
    for (const { body, files } of parts)
      await rest.post(Routes.webhook(raw.application_id, raw.token), {
        auth: false,
        body: flagged(body, flags),
        files,
      });
  }

  function partsOf(raw: APIInteraction, reply: CommandReply): Part[] {
    const character = reply.characterId === undefined ? undefined : cast.get(reply.characterId);
    const { files, left } = sorted(reply.files ?? [], raw.attachment_size_limit);
    const text = [reply.text, ...left.map(tooLarge)].join('\n');
    const texts = shortened(splitText(text, character === undefined ? longestText : longestPanel));
    const make = (content: string, extras: Extras) =>
      character === undefined ? plainPart(content, extras) : panelPart(content, character.colour, extras);
    const face = character && reply.showsFace ? portraits.of(character, reply.mood).url : undefined;
    const last = { files: files.map(rawFile), buttons: rowOf(sound(reply.buttons ?? [])) };
    return texts.map((content, at) =>
      make(content, { ...(at === texts.length - 1 ? last : noExtras), face: at === 0 ? face : undefined }),
    );
  }

  /** The buttons that Discord takes; for others their command is to be mended. */
  function sound(buttons: readonly CommandButton[]): CommandButton[] {
    const problems = buttons.map((button) => buttonProblem(commands, button));
    for (const problem of problems)
      if (problem !== undefined) log.error('A button is left out.', { problem });
    return buttons.filter((_, at) => problems[at] === undefined).slice(0, mostButtons);
  }

  return {
    callback,
    async first(raw, reply) {
      const [head, ...more] = partsOf(raw, reply);
      if (head === undefined) return;
      const flags = flagsFor(reply.visible);
      const type = InteractionResponseType.ChannelMessageWithSource;
      const body = { type, data: flagged(head.body, flags) };
      await rest.post(Routes.interactionCallback(raw.id, raw.token), {
        auth: false,
        body,
        files: head.files,
      });
      await followUp(raw, more, flags);
    },
    async defer(raw, visible) {
      const data = { flags: flagsFor(visible) };
      await callback(raw, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
    },
    async deferred(raw, reply, shown) {
      const [head, ...more] = partsOf(raw, reply);
      if (head === undefined) return;
      const original = Routes.webhookMessage(raw.application_id, raw.token, '@original');
      const flags = flagsFor(reply.visible);
      if (reply.visible === shown) {
        await rest.patch(original, { auth: false, ...head });
        return followUp(raw, more, flags);
      }
      // Who sees an answer was settled when it was announced, so this one has to be another message.
      await rest.delete(original, { auth: false });
      await followUp(raw, [head, ...more], flags);
    },
  };
}

/** A message of an answer: what is sent as JSON, and the files beside it. */
interface Part {
  body: {
    content?: string;
    components?: unknown[];
    attachments: { id: number; filename: string }[];
    flags?: number;
    allowed_mentions: typeof pingsNobody;
  };
  files: RawFile[];
}

interface Extras {
  files: RawFile[];
  /** One row of components, or none. */
  buttons: unknown[];
  /** The address of the portrait that stands beside the text. */
  face?: string | undefined;
}

const noExtras: Extras = { files: [], buttons: [] };

function plainPart(content: string, { files, buttons }: Extras): Part {
  const components = buttons.length === 0 ? {} : { components: buttons };
  return {
    body: { content, ...components, attachments: announced(files), allowed_mentions: pingsNobody },
    files,
  };
}

function panelPart(content: string, colour: string, { files, buttons, face }: Extras): Part {
  const accent = /^#[0-9a-f]{6}$/i.test(colour) ? { accent_color: Number.parseInt(colour.slice(1), 16) } : {};
  const text = { type: ComponentType.TextDisplay, content };
  // What a message of components does not name is not shown.
  const named = files.map(({ name }) => ({
    type: ComponentType.File,
    file: { url: `attachment://${name}` },
  }));
  return {
    body: {
      components: [
        { type: ComponentType.Container, ...accent, components: [besideFace(text, face), ...buttons] },
        ...named,
      ],
      attachments: announced(files),
      flags: MessageFlags.IsComponentsV2,
      allowed_mentions: pingsNobody,
    },
    files,
  };
}

function besideFace(text: { content: string }, face: string | undefined): unknown {
  if (face === undefined) return text;
  const accessory = { type: ComponentType.Thumbnail, media: { url: face } };
  return { type: ComponentType.Section, components: [text], accessory };
}

function shortened(texts: string[]): string[] {
  if (texts.length === 0) return ['Done.'];
  if (texts.length <= mostParts) return texts;
  return [...texts.slice(0, mostParts - 1), 'The rest is too long to show.'];
}

function sorted(files: readonly ReplyFile[], largest: number): { files: ReplyFile[]; left: ReplyFile[] } {
  const fits = ({ bytes }: ReplyFile, at: number) => bytes.length <= largest && at < mostFiles;
  return { files: files.filter(fits), left: files.filter((file, at) => !fits(file, at)) };
}

function tooLarge({ name }: ReplyFile): string {
  return `“${name}” is too large for Discord; the web page and the terminal give it as well.`;
}

/** Files are named by their place, so that none can be mistaken for another; letters that Discord drops are left out. */
function rawFile({ name, contentType, bytes }: ReplyFile, at: number): RawFile {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(-100);
  return { key: `files[${at}]`, name: plain, contentType, data: bytes };
}

function announced(files: RawFile[]): { id: number; filename: string }[] {
  return files.map(({ name }, id) => ({ id, filename: name }));
}

function flagged(body: Part['body'], flags: number): Part['body'] {
  return { ...body, flags: (body.flags ?? 0) | flags };
}

function flagsFor(visible: CommandReply['visible']): number {
  return visible === 'only-you' ? MessageFlags.Ephemeral : 0;
}
