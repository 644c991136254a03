import type { Json } from '../../http.ts';
import { form, long, plain, type RefusalCase, say, times } from './case.ts';

const button = (extra: Json = {}) => ({ type: 2, style: 1, label: 'ok', custom_id: 'a', ...extra });
const row = (...components: Json[]) => ({ type: 1, components });
const v2 = 1 << 15;
const shown = (content: string) => ({ type: 10, content });
const manyFields = times(26, () => ({ name: 'n', value: 'v' }));

/** What is refused about messages. */
export const messageCases: RefusalCase[] = [
  form('content over 2,000', say({ content: long(2001) }), 'content', 'BASE_TYPE_MAX_LENGTH'),
  plain('an empty message', say({ content: '' }), 400, 50006),
  plain('a message of spaces', say({ content: ' \n' }), 400, 50006),
  plain('no body at all', say(undefined), 400, 50006),
  form(
    'a reply to nothing',
    say({ content: 'a', message_reference: { message_id: '1' } }),
    'message_reference',
    'REPLIES_UNKNOWN_MESSAGE',
  ),
  form(
    'parse users and a users list',
    say({ content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } }),
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ),
  form(
    'an unknown mention type',
    say({ content: 'a', allowed_mentions: { parse: ['user'] } }),
    'allowed_mentions.parse.0',
    'BASE_TYPE_CHOICES',
  ),
  form(
    'a mention that is no id',
    say({ content: 'a', allowed_mentions: { users: ['bob'] } }),
    'allowed_mentions.users.0',
    'NUMBER_TYPE_COERCE',
  ),
  form(
    'allowed_mentions that is a list',
    say({ content: 'a', allowed_mentions: [] }),
    'allowed_mentions',
    'DICT_TYPE_CONVERT',
  ),
  form(
    'an embed title over 256',
    say({ embeds: [{ title: long(257) }] }),
    'embeds.0.title',
    'BASE_TYPE_MAX_LENGTH',
  ),
  form(
    'an embed description over 4,096',
    say({ embeds: [{ description: long(4097) }] }),
    'embeds.0.description',
    'BASE_TYPE_MAX_LENGTH',
  ),
  form(
    'embeds over 6,000 together',
    say({ embeds: [{ description: long(4000) }, { description: long(2001) }] }),
    'embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
  ),
  form(
    '26 embed fields',
    say({ embeds: [{ fields: manyFields }] }),
    'embeds.0.fields',
    'BASE_TYPE_MAX_LENGTH',
  ),
  form(
    'an embed field without value',
    say({ embeds: [{ fields: [{ name: 'a' }] }] }),
    'embeds.0.fields.0.value',
    'BASE_TYPE_REQUIRED',
  ),
  form('11 embeds', say({ embeds: Array(11).fill({ title: 'a' }) }), 'embeds', 'BASE_TYPE_MAX_LENGTH'),
  form(
    '6 rows of components',
    say({ content: 'a', components: times(6, (i) => row(button({ custom_id: `b${i}` }))) }),
    'components',
    'BASE_TYPE_BAD_LENGTH',
  ),
  form(
    '6 buttons in a row',
    say({ content: 'a', components: [row(...times(6, (i) => button({ custom_id: `b${i}` })))] }),
    'components.0.components',
    'BASE_TYPE_BAD_LENGTH',
  ),
  form(
    'two buttons with one id',
    say({ content: 'a', components: [row(button(), button())] }),
    'components.0.components.1.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ),
  form(
    'a button label over 80',
    say({ content: 'a', components: [row(button({ label: long(81) }))] }),
    'components.0.components.0.label',
    'BASE_TYPE_MAX_LENGTH',
  ),
  form(
    'a custom id over 100',
    say({ content: 'a', components: [row(button({ custom_id: long(101) }))] }),
    'components.0.components.0.custom_id',
    'BASE_TYPE_BAD_LENGTH',
  ),
  form(
    'a button outside a row',
    say({ content: 'a', components: [button()] }),
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ),
  form('an embed with nothing in it', say({ embeds: [{}] }), 'embeds.0.description', 'BASE_TYPE_REQUIRED'),
  form(
    'content beside components of the new kind',
    say({ flags: v2, content: 'a', components: [shown('b')] }),
    'content',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ),
  form(
    'a component of the new kind without its flag',
    say({ components: [shown('a')] }),
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ),
  form(
    'a button that stands alone',
    say({ flags: v2, components: [button()] }),
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ),
  form(
    'a container in a container',
    say({ flags: v2, components: [{ type: 17, components: [{ type: 17, components: [shown('a')] }] }] }),
    'components.0.components.0.type',
    'UNION_TYPE_CHOICES',
  ),
  form(
    'a section without accessory',
    say({ flags: v2, components: [{ type: 9, components: [shown('a')] }] }),
    'components.0.accessory',
    'BASE_TYPE_REQUIRED',
  ),
  form(
    'text over 4,000 in all components',
    say({ flags: v2, components: [shown(long(2001)), shown(long(2000))] }),
    'components',
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  ),
  form(
    '41 components',
    say({ flags: v2, components: times(41, () => shown('a')) }),
    'components',
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ),
  plain('a wrong token', say({ content: 'a' }), 401, 0, () => 'Bot nonsense'),
  plain('no token', say({ content: 'a' }), 401, 0, () => undefined),
  plain("a bot's token without its prefix", say({ content: 'a' }), 401, 0, (world) => world.bot.token),
];
