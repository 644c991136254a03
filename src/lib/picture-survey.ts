/** What the file of a picture shows, found without decoding it. */
export interface PictureSurvey {
  width: number;
  height: number;
  /** Whether its end was reached. */
  isWhole: boolean;
  /** The file in pieces, without notes (Exif, XMP, comments) and without what follows its end. */
  parts: Uint8Array[];
}
