import { crc32, deflateRawSync } from 'node:zlib';

const endMark = 0x06054b50;
const directoryMark = 0x02014b50;
const fileMark = 0x04034b50;
const unicodeNames = 0x0800;
/** The first day that a zip archive can tell, so that the same files make the same archive. */
const firstDay = 0x0021;
/** What shrinks more than this would be taken for a bomb, and is stored as it is. */
const greatestRatio = 200;

/** A zip archive with these files in this order, the same for the same files. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, data] of files) {
    const { head, packed, listed } = packedFile(path, data, at);
    bodies.push(head, packed);
    directory.push(listed);
    at += head.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}

function packedFile(path: string, data: Uint8Array, at: number) {
  const name = Buffer.from(path, 'utf8');
  const deflated = deflateRawSync(data);
  const isStored = deflated.length >= data.length || data.length > deflated.length * greatestRatio;
  const packed = isStored ? Buffer.from(data) : deflated;
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt16LE(unicodeNames, 2);
  about.writeUInt16LE(isStored ? 0 : 8, 4);
  about.writeUInt16LE(firstDay, 8);
  about.writeUInt32LE(crc32(data), 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(data.length, 18);
  about.writeUInt16LE(name.length, 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(at, 10);
  return {
    head: Buffer.concat([marked(fileMark), about, name]),
    packed,
    listed: Buffer.concat([marked(directoryMark), Buffer.from([20, 0]), about, place, name]),
  };
}

function marked(mark: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(mark);
  return bytes;
}
