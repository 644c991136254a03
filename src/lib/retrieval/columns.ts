type Numbers = Int32Array | Float32Array | Float64Array | Uint8Array;

/** Numbers in a row that grows at its end, without an object for each. */
export interface Column<Kind extends Numbers> {
  /** What is filled; to be asked for anew after `push`. */
  values(): Kind;
  /** One of them; 0 beyond the end. */
  at(place: number): number;
  /** Writes over one that is there. */
  put(place: number, value: number): void;
  push(value: number): void;
  pushAll(values: ArrayLike<number>): void;
  /** Adds so many zeros. */
  grow(count: number): void;
  readonly length: number;
  readonly bytes: number;
}

/** Begins an empty row: `createColumn((length) => new Int32Array(length))`. */
export function createColumn<Kind extends Numbers>(make: (length: number) => Kind): Column<Kind> {
  let room = make(64);
  let length = 0;

  function reserve(more: number): void {
    if (length + more <= room.length) return;
    const wider = make(Math.max(room.length * 2, length + more));
    wider.set(room as never);
    room = wider;
  }

  return {
    values: () => room.subarray(0, length) as Kind,
    at: (place) => (place < length ? (room[place] ?? 0) : 0),
    put(place, value) {
      room[place] = value;
    },
    push(value) {
      reserve(1);
      room[length] = value;
      length += 1;
    },
    pushAll(values) {
      reserve(values.length);
      room.set(values as never, length);
      length += values.length;
    },
    grow(count) {
      reserve(count);
      length += count;
    },
    get length() {
      return length;
    },
    get bytes() {
      return room.byteLength;
    },
  };
}

/** A row of whole numbers with room for so many: the same one, or a copy with room to grow. */
export function wideEnough(room: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= room.length) return room;
  const wider = new Int32Array(Math.max(length, Math.ceil(room.length * 1.5)));
  wider.set(room);
  return wider;
}
