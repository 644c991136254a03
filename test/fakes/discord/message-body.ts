import { isJson, type Json } from '../http.ts';
import { checkComponents } from './check-components.ts';
import { checkEmbeds } from './check-embeds.ts';
import { createFormErrors, type FormErrors, refusal } from './errors.ts';
import { checkLength, objectList, textField } from './fields.ts';
import { messageFlags } from './flags.ts';
import type { AllowedMentions } from './mentions.ts';
import type { Attachment } from './model.ts';
import type { UploadedFile } from './multipart.ts';

/** A checked message body; what was not sent is undefined. */
export interface MessageBody {
  content: string | undefined;
  embeds: Json[] | undefined;
  components: Json[] | undefined;
  flags: number | undefined;
  tts: boolean;
  nonce: string | number | undefined;
  enforceNonce: boolean;
  replyTo: string | undefined;
  replyMustExist: boolean;
  allowed: AllowedMentions | undefined;
  allowedAsSent: Json | undefined;
  files: Attachment[];
  /** Ids of earlier attachments that an edit keeps, or undefined when it keeps all. */
  keptAttachments: string[] | undefined;
}

/** Reads and checks what someone wants to post, or to change in a message with flags; refuses what Discord refuses (50035). */
export function readMessageBody(
  body: Json,
  files: UploadedFile[],
  nextId: () => string,
  earlierFlags = 0,
): MessageBody {
  const errors = createFormErrors();
  const content = textField(body, 'content', errors);
  if (content !== undefined) checkLength(content.trim(), 0, 2000, errors, 'content');
  const has = (key: string) => body[key] !== undefined;
  const embeds = has('embeds') ? objectList(body, 'embeds', errors) : undefined;
  const components = has('components') ? objectList(body, 'components', errors) : undefined;
  const flags = typeof body['flags'] === 'number' ? body['flags'] : undefined;
  checkEmbeds(embeds ?? [], errors);
  const isV2 = (((flags ?? 0) | earlierFlags) & messageFlags.componentsV2) !== 0;
  checkComponents(components ?? [], isV2, errors);
  if (isV2) refuseLegacy(content, embeds, errors);
  const allowed = readAllowedMentions(body['allowed_mentions'], errors);
  const nonce = readNonce(body['nonce'], errors);
  checkFiles(files, errors);
  const reference = isJson(body['message_reference']) ? body['message_reference'] : undefined;
  errors.throwIfAny();
  const replyTo = reference?.['message_id'];
  return {
    content: has('content') ? (content ?? '').trim() : undefined,
    embeds,
    components,
    flags,
    tts: body['tts'] === true,
    nonce,
    enforceNonce: body['enforce_nonce'] === true,
    replyTo: typeof replyTo === 'string' ? replyTo : undefined,
    replyMustExist: reference?.['fail_if_not_exists'] !== false,
    allowed,
    allowedAsSent: isJson(body['allowed_mentions']) ? body['allowed_mentions'] : undefined,
    files: attachmentsOf(body, files, nextId),
    keptAttachments: keptIds(body, files),
  };
}

/** Refuses a message with nothing in it (50006). */
export function refuseEmpty(body: MessageBody): void {
  const isEmpty =
    !body.content && !body.embeds?.length && !body.components?.length && body.files.length === 0;
  if (isEmpty) throw refusal('emptyMessage');
}

const maxFiles = 10;
const maxFileBytes = 10 * 1024 * 1024;

function checkFiles(files: UploadedFile[], errors: FormErrors): void {
  if (files.length > maxFiles)
    errors.add('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  if (files.some(({ bytes }) => bytes.length > maxFileBytes)) throw refusal('tooLarge');
}

function refuseLegacy(content: string | undefined, embeds: Json[] | undefined, errors: FormErrors): void {
  const message = 'The "content"/"embeds" field cannot be used when using MessageFlags.IS_COMPONENTS_V2';
  if (content) errors.add('content', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  if (embeds?.length) errors.add('embeds', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
}

function readNonce(nonce: unknown, errors: FormErrors): string | number | undefined {
  if (typeof nonce === 'number') return nonce;
  if (typeof nonce !== 'string') return undefined;
  checkLength(nonce, 0, 25, errors, 'nonce');
  return nonce;
}

const mentionKinds = ['users', 'roles', 'everyone'];

function readAllowedMentions(value: unknown, errors: FormErrors): AllowedMentions | undefined {
  if (value === undefined || value === null) return undefined;
  const path = 'allowed_mentions';
  if (!isJson(value)) {
    errors.add(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return undefined;
  }
  const parse = idList(value['parse'], `${path}.parse`, errors);
  parse.forEach((kind, index) => {
    if (mentionKinds.includes(kind)) return;
    const choices = "('users', 'roles', 'everyone')";
    errors.add(`${path}.parse.${index}`, 'BASE_TYPE_CHOICES', `Value must be one of ${choices}.`);
  });
  const users = snowflakes(value['users'], `${path}.users`, errors);
  const roles = snowflakes(value['roles'], `${path}.roles`, errors);
  checkExclusive('users', parse, users, errors);
  checkExclusive('roles', parse, roles, errors);
  const repliedUser = typeof value['replied_user'] === 'boolean' ? value['replied_user'] : undefined;
  return { parse: new Set(parse), users, roles, repliedUser };
}

function checkExclusive(kind: string, parse: string[], ids: string[], errors: FormErrors): void {
  if (!parse.includes(kind) || ids.length === 0) return;
  const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
  errors.add('allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
}

function idList(value: unknown, path: string, errors: FormErrors): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(String);
  errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  return [];
}

function snowflakes(value: unknown, path: string, errors: FormErrors): string[] {
  const ids = idList(value, path, errors);
  if (ids.length > 100) errors.add(path, 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
  ids.forEach((id, index) => {
    if (/^\d{1,20}$/.test(id)) return;
    errors.add(`${path}.${index}`, 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  });
  return ids;
}

function attachmentsOf(body: Json, files: UploadedFile[], nextId: () => string): Attachment[] {
  const described = Array.isArray(body['attachments']) ? body['attachments'].filter(isJson) : [];
  return files.map((file) => {
    const meta = described.find((entry) => String(entry['id']) === file.index);
    const description = meta?.['description'];
    const filename = meta?.['filename'];
    return {
      id: nextId(),
      filename: safeName(typeof filename === 'string' ? filename : file.filename),
      contentType: file.contentType,
      bytes: file.bytes,
      ...(typeof description === 'string' ? { description } : {}),
    };
  });
}

function safeName(name: string): string {
  return name.replaceAll(' ', '_').replace(/[^\p{L}\p{N}._-]/gu, '') || 'unknown';
}

function keptIds(body: Json, files: UploadedFile[]): string[] | undefined {
  if (!Array.isArray(body['attachments'])) return undefined;
  const fresh = new Set(files.map((file) => file.index));
  return body['attachments']
    .filter(isJson)
    .map((entry) => String(entry['id']))
    .filter((id) => !fresh.has(id));
}
