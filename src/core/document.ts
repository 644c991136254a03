/** A stretch of a document, as it was read: a heading, or a paragraph, an item of a list, a line of a table. */
export interface DocumentBlock {
  text: string;
  /** 1 … 6 for a heading. */
  heading?: number | undefined;
  /** Counted from 1, where the document has pages. */
  page?: number | undefined;
}

/** How the names of files end that can be read. */
export const documentEndings = ['txt', 'text', 'md', 'markdown', 'html', 'htm', 'pdf', 'docx'] as const;

/** Makes text of files, away from everything else: they come from anywhere. */
export interface DocumentReader {
  /**
   * What a file says, in its order. Throws UserError with one sentence that says what is wrong with it, nothing else but
   * the signal's reason.
   */
  read(file: { name: string; bytes: Uint8Array }, signal?: AbortSignal): Promise<DocumentBlock[]>;
}
