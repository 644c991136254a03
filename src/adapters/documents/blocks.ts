import type { DocumentBlock } from '../../core/document.ts';
import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

const mostMillions = 5;

/** Collects what a document says, as long as it is not too much. */
export interface BlockList {
  add(text: string, more?: Omit<DocumentBlock, 'text'>): void;
  done(): DocumentBlock[];
}

export function createBlockList(): BlockList {
  const blocks: DocumentBlock[] = [];
  let letters = 0;
  return {
    add(written, more = {}) {
      const text = tidied(written);
      if (text === '') return;
      letters += text.length;
      if (letters > mostMillions * 1_000_000) throw new Unreadable(texts.tooMuchText(mostMillions));
      blocks.push({ text, ...more });
    },
    done() {
      if (blocks.length === 0) throw new Unreadable(texts.noText);
      return blocks;
    },
  };
}

/** Spaces and signs that nobody sees are no text; lines stay. */
function tidied(text: string): string {
  return text
    .replaceAll(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
    .toWellFormed();
}
