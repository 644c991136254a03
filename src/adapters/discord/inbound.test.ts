import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Place } from '../../core/message.ts';
import { isSpokenByOthers, type RawMessage, type Surroundings, toMessage } from './inbound.ts';

const around: Surroundings = {
  selfId: '100',
  applicationId: '101',
  proxyApplications: new Set(['466378653216014359']),
  readsText: true,
  isOwnWebhook: (id) => id === '777',
  channelName: (id) => (id === '20' ? 'tavern' : undefined),
  roleName: (_, id) => (id === '30' ? 'Keepers' : undefined),
  isOwnRole: (_, id) => id === '31',
};

const place: Place = { host: 'discord', guildId: '1', channelId: '20', kind: 'text' };

function raw(changes: Partial<RawMessage> | Record<string, unknown> = {}): RawMessage {
  return {
    id: '1300000000000000000',
    type: 0,
    channel_id: '20',
    guild_id: '1',
    author: { id: '50', username: 'alice', global_name: 'Alice', discriminator: '0', avatar: null },
    content: 'Hello',
    timestamp: '2024-11-01T00:00:00Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    ...changes,
  } as RawMessage;
}

const translate = (changes: Record<string, unknown>, changed: Partial<Surroundings> = {}) =>
  toMessage(raw(changes), place, { ...around, ...changed });

describe('a message from Discord', () => {
  test('keeps who, where and when', () => {
    const message = translate({ member: { nick: 'Ali', roles: [] } });
    assert.deepEqual(message, {
      id: '1300000000000000000',
      place,
      author: { id: '50', name: 'Ali', kind: 'person' },
      text: 'Hello',
      at: 1_730_014_552_832,
      attachments: [],
      mentions: [],
      mentionsSelf: false,
    });
    assert.equal(translate({}).author.name, 'Alice');
  });

  test('reads like what people see', () => {
    const mentions = [
      { id: '51', username: 'bob', global_name: null, member: { nick: 'Bobby' } },
      { id: '100', username: 'Acore', global_name: null },
    ];
    const message = translate({
      content:
        '<@100> tell <@!51> and <@&30>: see <#20> <:wave:123> <a:dance:124> </why:9> <t:0:R> <@404> <#404>',
      mentions,
    });
    assert.equal(
      message.text,
      '@Acore tell @Bobby and @Keepers: see #tavern :wave: :dance: /why 1970-01-01 00:00 UTC @someone #a channel',
    );
    assert.equal(message.mentionsSelf, true);
    assert.deepEqual(message.mentions, [{ id: '51', name: 'Bobby' }]);
  });

  test('keeps what was typed where marks were written out, since a name in a mark calls nobody', () => {
    const mentions = [{ id: '51', username: 'hal', global_name: 'HAL' }];
    const { text, typed } = translate({ content: '<@51> look <:hal:5>', mentions });
    assert.deepEqual([text, typed], ['@HAL look :hal:', '<@51> look <:hal:5>']);
    assert.equal(translate({}).typed, undefined);
  });

  test('is not for the bot when it is mentioned in code only', () => {
    assert.equal(translate({ content: 'write `<@100>`' }).mentionsSelf, false);
    assert.equal(translate({ content: 'write `x` <@100>' }).mentionsSelf, true);
  });

  test('is for the bot when its role is mentioned, not when it is only replied to', () => {
    assert.equal(translate({ content: '<@&31> hi', mention_roles: ['31'] }).mentionsSelf, true);
    const self = { id: '100', username: 'Acore', global_name: null };
    const reply = {
      type: 19,
      mentions: [self],
      message_reference: { message_id: '5' },
      referenced_message: raw({ author: self }),
    };
    assert.equal(translate(reply).mentionsSelf, false);
    assert.deepEqual(translate(reply).replyTo, { messageId: '5', authorId: '100', toSelf: true });
  });

  test('knows a reply to one of our characters by application or webhook, never by name', () => {
    const reply = (answered: Record<string, unknown>) =>
      translate({ type: 19, message_reference: { message_id: '5' }, referenced_message: raw(answered) })
        .replyTo;
    const mira = { id: '9', username: 'Mira', global_name: null };
    assert.equal(reply({ webhook_id: '9', author: mira, application_id: '101' })?.toSelf, true);
    assert.equal(reply({ webhook_id: '777', author: mira })?.toSelf, true);
    assert.equal(reply({ webhook_id: '9', author: mira, application_id: '8' })?.toSelf, false);
    assert.equal(reply({ author: mira })?.toSelf, false);
    assert.deepEqual(
      translate({ type: 19, message_reference: { message_id: '5' }, referenced_message: null }).replyTo,
      { messageId: '5' },
    );
  });

  test('tells people, proxies, webhooks and bots apart', () => {
    const kind = (changes: Record<string, unknown>) => translate(changes).author.kind;
    assert.equal(kind({}), 'person');
    assert.equal(kind({ author: { id: '5', username: 'b', bot: true } }), 'bot');
    assert.equal(kind({ webhook_id: '9', application_id: '466378653216014359' }), 'proxied');
    assert.equal(kind({ webhook_id: '9', application_id: '8' }), 'webhook');
    assert.equal(kind({ webhook_id: '9' }), 'webhook');
    assert.equal(kind({ webhook_id: '8', application_id: '8' }), 'bot');
  });

  test('is not heard when it is ours or a notice', () => {
    assert.equal(isSpokenByOthers(raw(), around), true);
    assert.equal(isSpokenByOthers(raw({ type: 19 }), around), true);
    assert.equal(isSpokenByOthers(raw({ type: 7 }), around), false);
    assert.equal(isSpokenByOthers(raw({ author: { ...raw().author, id: '100' } }), around), false);
    assert.equal(isSpokenByOthers(raw({ webhook_id: '9', application_id: '101' }), around), false);
    assert.equal(isSpokenByOthers(raw({ webhook_id: '777' }), around), false);
    assert.equal(
      isSpokenByOthers(raw({ webhook_id: '9', author: { ...raw().author, username: 'Acore' } }), around),
      true,
    );
  });

  test('says when its text was withheld', () => {
    const blind = { readsText: false };
    assert.equal(translate({ content: '' }, blind).textWithheld, true);
    assert.equal(translate({ content: 'Hello' }, blind).textWithheld, undefined);
    assert.equal(translate({ content: '' }).textWithheld, undefined);
    const direct: Place = { host: 'discord', channelId: '20', kind: 'direct' };
    const inPrivate = toMessage(raw({ content: '', guild_id: undefined }), direct, { ...around, ...blind });
    assert.equal(inPrivate.textWithheld, undefined);
    assert.equal(
      translate({ content: '', sticker_items: [{ id: '1', name: 'hug' }] }, blind).textWithheld,
      undefined,
    );
  });

  test('brings attachments, stickers and forwarded text', () => {
    const file = {
      id: '3',
      filename: 'map.png',
      url: 'https://x/y',
      proxy_url: '',
      size: 12,
      content_type: 'image/png',
    };
    assert.deepEqual(translate({ attachments: [file] }).attachments, [
      { id: '3', name: 'map.png', url: 'https://x/y', size: 12, contentType: 'image/png' },
    ]);
    assert.equal(
      translate({ content: '', sticker_items: [{ id: '1', name: 'hug' }] }).text,
      '(sticker: hug)',
    );
    assert.equal(
      translate({ content: '', message_snapshots: [{ message: { content: 'news' } }] }).text,
      '(forwarded) news',
    );
  });
});
