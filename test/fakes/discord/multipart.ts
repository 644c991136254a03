import { type Json, parseJson } from '../http.ts';
import { refusal } from './errors.ts';

/** A file of a multipart request; `index` is the n of `files[n]`. */
export interface UploadedFile {
  index: string;
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** A request's body, whatever way it was sent. */
export interface ParsedBody {
  value: unknown;
  files: UploadedFile[];
}

/** Reads a body as JSON, or as a form with `payload_json` and files. */
export async function parseBody(contentType: string, bytes: Buffer): Promise<ParsedBody> {
  if (bytes.length === 0) return { value: {}, files: [] };
  if (contentType.startsWith('multipart/form-data')) return parseForm(contentType, bytes);
  try {
    return { value: JSON.parse(bytes.toString('utf8')), files: [] };
  } catch {
    throw refusal('invalidJson');
  }
}

async function parseForm(contentType: string, bytes: Buffer): Promise<ParsedBody> {
  const form = await readForm(contentType, bytes);
  const fields: Json = {};
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    if (typeof value === 'string') fields[key] = value;
    else files.push(await uploadedFile(key, value));
  }
  const payload = fields['payload_json'];
  if (typeof payload !== 'string') return { value: fields, files };
  const value = parseJson(payload);
  if (!value) throw refusal('invalidJson');
  return { value, files };
}

async function readForm(contentType: string, bytes: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw refusal('invalidJson');
  }
}

async function uploadedFile(key: string, file: File): Promise<UploadedFile> {
  return {
    index: /\[(\d+)\]/.exec(key)?.[1] ?? '0',
    filename: file.name,
    contentType: file.type || 'application/octet-stream',
    bytes: Buffer.from(await file.arrayBuffer()),
  };
}
