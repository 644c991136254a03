/** A file to post or to give to a command. */
export interface GivenFile {
  name: string;
  content: string | Uint8Array;
  contentType?: string;
}
