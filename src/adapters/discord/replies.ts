import {
  type APIInteraction,
  type APIInteractionResponse,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import type { CommandReply } from '../../core/command.ts';
import type { Cast } from '../../core/ports.ts';
import { splitText } from '../../lib/split-text.ts';
import { pingsNobody } from './mentions.ts';

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

export function createReplies(needs: { rest: REST; cast: Pick<Cast, 'get'> }): Replies {
  const { rest, cast } = needs;

  async function callback(raw: APIInteraction, body: APIInteractionResponse): Promise<void> {
    await rest.post(Routes.interactionCallback(raw.id, raw.token), { auth: false, body });
  }

  async function followUp(raw: APIInteraction, parts: Part[], flags: number): Promise<void> {
    for (const part of parts) {
      const body = { ...part, flags: (part.flags ?? 0) | flags };
      await rest.post(Routes.webhook(raw.application_id, raw.token), { auth: false, body });
    }
  }

  function partsOf(reply: CommandReply): Part[] {
    const character = reply.characterId === undefined ? undefined : cast.get(reply.characterId);
    const parts = splitText(reply.text, character === undefined ? longestText : longestPanel);
    const shown =
      parts.length > mostParts ? [...parts.slice(0, mostParts - 1), 'The rest is too long to show.'] : parts;
    const all = shown.length === 0 ? ['Done.'] : shown;
    return all.map((text) => (character === undefined ? plainPart(text) : panelPart(text, character.colour)));
  }

  return {
    callback,
    async first(raw, reply) {
      const [head, ...more] = partsOf(reply);
      if (head === undefined) return;
      const flags = flagsFor(reply.visible);
      const data = { ...head, flags: (head.flags ?? 0) | flags };
      await callback(raw, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data,
      } as APIInteractionResponse);
      await followUp(raw, more, flags);
    },
    async defer(raw, visible) {
      const data = { flags: flagsFor(visible) };
      await callback(raw, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
    },
    async deferred(raw, reply, shown) {
      const [head, ...more] = partsOf(reply);
      if (head === undefined) return;
      const original = Routes.webhookMessage(raw.application_id, raw.token, '@original');
      const flags = flagsFor(reply.visible);
      if (reply.visible === shown) {
        await rest.patch(original, { auth: false, body: head });
        return followUp(raw, more, flags);
      }
      // Who sees an answer was settled when it was announced, so this one has to be another message.
      await rest.delete(original, { auth: false });
      await followUp(raw, [head, ...more], flags);
    },
  };
}

interface Part {
  content?: string;
  components?: unknown[];
  flags?: number;
  allowed_mentions: typeof pingsNobody;
}

function plainPart(content: string): Part {
  return { content, allowed_mentions: pingsNobody };
}

function panelPart(content: string, colour: string): Part {
  const accent = /^#[0-9a-f]{6}$/i.test(colour) ? { accent_color: Number.parseInt(colour.slice(1), 16) } : {};
  return {
    components: [
      {
        type: ComponentType.Container,
        ...accent,
        components: [{ type: ComponentType.TextDisplay, content }],
      },
    ],
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: pingsNobody,
  };
}

function flagsFor(visible: CommandReply['visible']): number {
  return visible === 'only-you' ? MessageFlags.Ephemeral : 0;
}
