/** Makes pictures smaller, away from everything else. Takes PNG, JPEG and WEBP. */
export interface Painter {
  /** A small square picture of it; the picture itself where it is small already or cannot be read. */
  thumbnail(picture: Uint8Array): Promise<Uint8Array>;
  /** The same in at most so many bytes, without the notes in it; undefined where that cannot be done. */
  fit(picture: Uint8Array, mostBytes: number): Promise<Uint8Array | undefined>;
}
