import { crc32, inflateRawSync } from 'node:zlib';

/** A file in a zip archive. */
export interface ZipEntry {
  path: string;
  /** Its size as the archive claims it. */
  size: number;
  /** Unpacks it, up to its claimed size and no further. Throws a ZipRefused that says what is wrong with it. */
  read(): Uint8Array;
}

/** An archive that is open for reading. */
export interface Zip {
  entries: ZipEntry[];
  /** Paths that would lead out of the archive, or stand in it twice; they are left out. */
  leftOut: { path: string; why: 'outside' | 'twice' }[];
  /** Files that were read and whose checksum was wrong. */
  wrongChecksums: string[];
}

/** An archive, or a file in one, that is not read; the message says why. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused' as const;
}

interface Limits {
  /** One file, unpacked. */
  mostFileBytes: number;
  /** All that is read together, unpacked. */
  mostTotalBytes: number;
}

interface FileRecord {
  path: string;
  flags: number;
  method: number;
  checksum: number;
  packedSize: number;
  size: number;
  /** Where its own header lies in the file. */
  at: number;
  length: number;
}

/** How much more may be unpacked; what is read again counts once. */
interface Budget {
  left: number;
  counted: Set<FileRecord>;
}

const endMark = Buffer.from('PK\x05\x06', 'latin1');
const directoryMark = 0x02014b50;
const fileMark = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;
const mostEntries = 20_000;
const greatestRatio = 250;
const smallEnough = 1024 * 1024;

/** Whether a file ends as zip archives do, whatever stands before the archive. */
export function endsAsZip(bytes: Uint8Array): boolean {
  return endOf(bytes) !== undefined;
}

/** Opens a zip archive, also one that is appended to another file. Nothing is unpacked yet. */
export function openZip(bytes: Uint8Array, limits: Limits): Zip {
  const end = endOf(bytes);
  if (end === undefined) throw new ZipRefused('it is cut short or no zip archive');
  const view = viewOf(bytes);
  const shift = end - view.getUint32(end + 12, true) - view.getUint32(end + 16, true);
  const records = readDirectory(bytes, end, shift);
  const zip: Zip = { entries: [], leftOut: [], wrongChecksums: [] };
  const budget: Budget = { left: limits.mostTotalBytes, counted: new Set() };
  const taken = new Set<string>();
  for (const record of records.filter(({ path }) => !path.endsWith('/'))) {
    const why = leadsOutside(record.path) ? 'outside' : taken.has(record.path) ? 'twice' : undefined;
    taken.add(record.path);
    if (why !== undefined) zip.leftOut.push({ path: record.path, why });
    else
      zip.entries.push({
        path: record.path,
        size: record.size,
        read: () => unpack(bytes, record, limits, budget, zip.wrongChecksums),
      });
  }
  return zip;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function endOf(bytes: Uint8Array): number | undefined {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(first);
  const at = end.lastIndexOf(endMark, -endLength);
  return at === -1 ? undefined : first + at;
}

function readDirectory(bytes: Uint8Array, end: number, shift: number): FileRecord[] {
  const view = viewOf(bytes);
  const count = view.getUint16(end + 10, true);
  if (count === 0xffff || view.getUint32(end + 16, true) === 0xffffffff)
    throw new ZipRefused('it is a zip archive of the kind for very large files, which is not read');
  if (count > mostEntries) throw new ZipRefused(`it holds more than ${mostEntries} files`);
  const records: FileRecord[] = [];
  let at = end - view.getUint32(end + 12, true);
  for (let index = 0; index < count; index += 1) {
    const record = readRecord(bytes, view, at, end, shift);
    records.push(record);
    at += record.length;
  }
  if (records.some(({ flags }) => (flags & 1) === 1)) throw new ZipRefused('it is locked with a password');
  return records;
}

function readRecord(bytes: Uint8Array, view: DataView, at: number, end: number, shift: number): FileRecord {
  if (shift < 0 || at < 0 || at + 46 > end || view.getUint32(at, true) !== directoryMark)
    throw new ZipRefused('its list of files is damaged');
  const nameLength = view.getUint16(at + 28, true);
  const record = {
    path: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true) + shift,
    length: 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true),
  };
  if (at + record.length > end) throw new ZipRefused('its list of files is damaged');
  return record;
}

function leadsOutside(path: string): boolean {
  return /^[/\\]|^[a-z]:|[\0\\]|(?:^|\/)\.\.?(?:\/|$)/i.test(path);
}

function unpack(
  bytes: Uint8Array,
  record: FileRecord,
  limits: Limits,
  budget: Budget,
  wrong: string[],
): Uint8Array {
  refuseBombs(record, limits, budget);
  const packed = packedBytes(bytes, record);
  const data = inflated(packed, record);
  if (data.length !== record.size) throw new ZipRefused(`${record.path} is not as large as it claims`);
  if (!budget.counted.has(record)) budget.left -= data.length;
  budget.counted.add(record);
  if (crc32(data) !== record.checksum && !wrong.includes(record.path)) wrong.push(record.path);
  return data;
}

function refuseBombs(record: FileRecord, { mostFileBytes }: Limits, budget: Budget): void {
  const { path, size, packedSize } = record;
  if (size > smallEnough && size > packedSize * greatestRatio)
    throw new ZipRefused(`${path} would unpack to more than ${greatestRatio} times its size`);
  if (size > mostFileBytes) throw new ZipRefused(`${path} is larger than ${megabytes(mostFileBytes)}`);
  if (size > budget.left && !budget.counted.has(record)) throw new ZipRefused('it would unpack to too much');
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / smallEnough)} MB`;
}

function packedBytes(bytes: Uint8Array, { path, at, packedSize }: FileRecord): Uint8Array {
  const view = viewOf(bytes);
  if (at < 0 || at + 30 > bytes.length || view.getUint32(at, true) !== fileMark)
    throw new ZipRefused(`${path} is not where the archive says`);
  const nameLength = view.getUint16(at + 26, true);
  const own = Buffer.from(bytes.subarray(at + 30, at + 30 + nameLength)).toString('utf8');
  if (own !== path) throw new ZipRefused(`${path} is called differently in two places`);
  const begin = at + 30 + nameLength + view.getUint16(at + 28, true);
  if (begin + packedSize > bytes.length) throw new ZipRefused(`${path} is cut short`);
  return bytes.subarray(begin, begin + packedSize);
}

function inflated(packed: Uint8Array, { path, method, size }: FileRecord): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw new ZipRefused(`${path} is packed in a way that is not read`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const isLarger = error instanceof RangeError;
    throw new ZipRefused(isLarger ? `${path} is not as large as it claims` : `${path} is damaged`, {
      cause: error,
    });
  }
}
