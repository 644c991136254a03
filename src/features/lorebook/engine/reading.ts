import type { ScanSource } from '../book.ts';
import type { Candidate, CandidateKey } from './candidate.ts';
import type { KeyFound } from './decision.ts';
import type { ScanInput } from './input.ts';
import { createKeyRing, type Key } from './key.ts';
import { effectOfAscii, type KeyHits, pieceWith } from './key-matcher.ts';
import type { Prepared } from './prepare.ts';
import { createScanText, noText, type Piece, type ScanText } from './scan-text.ts';

/** What one pass of a scan can see. */
export interface View {
  /** How much further back than the settings say. */
  skew: number;
  /** What entries of earlier passes said; none when it must not be seen. */
  heard: readonly Piece[];
}

/** The keys of entries, looked for in what each of them sees. */
export interface Reading {
  has(candidate: Candidate, key: CandidateKey): boolean;
  /** The same, but macros in the key count as plain text. */
  hasAsWritten(candidate: Candidate, key: CandidateKey): boolean;
  /** The key and where it stands, for people. */
  found(candidate: Candidate, key: CandidateKey): KeyFound;
  /** The primary keys that are there as words, but not by the ASCII borders that count. */
  lostTo(candidate: Candidate): string[];
  matches(candidate: Candidate, written: string): boolean;
  /** Those who are called by a key, or need none; undefined: everybody has to be asked. */
  called(): Set<Candidate> | undefined;
}

interface Seen {
  text: ScanText;
  hits: KeyHits;
}

/** Reads a talk for the entries of a scan: what several entries see alike is put together once. */
export function createReader(prepared: Prepared, input: ScanInput): (view: View) => Reading {
  const { settings, reader } = prepared;
  const messages = messagePieces(input, settings.names);
  const extra: Piece[] = input.extra.map((text) => ({ text, from: { kind: 'extra' } }));
  const makeKey = createKeyRing();

  function keyOf({ manner, entry }: Candidate, key: CandidateKey): Key | undefined {
    if (key.kind === 'ready') return key.key;
    return key.kind === 'macro' ? makeKey(input.expand(key.written), manner, entry.useRegex) : undefined;
  }

  return function read({ skew, heard }) {
    const seen = new Map<string, Seen>();

    function textFor(depth: number, sources: readonly ScanSource[]): ScanText {
      if (depth <= 0) return noText;
      return createScanText([...messages.slice(0, depth), ...piecesOf(sources, input), ...extra, ...heard]);
    }

    function seenBy({ entry }: Candidate): Seen {
      const depth = entry.scanDepth ?? settings.depth + skew;
      const name = entry.sources.length === 0 ? String(depth) : `${depth} ${entry.sources.join(' ')}`;
      const kept = seen.get(name);
      if (kept !== undefined) return kept;
      const text = textFor(depth, entry.sources);
      const made = { text, hits: reader.read(text) };
      seen.set(name, made);
      return made;
    }

    return {
      has(candidate, one) {
        const key = keyOf(candidate, one);
        return key !== undefined && seenBy(candidate).hits.has(key);
      },
      hasAsWritten(candidate, one) {
        if (one.kind !== 'macro') return this.has(candidate, one);
        const key = makeKey(one.written, candidate.manner);
        return key !== undefined && seenBy(candidate).hits.has(key);
      },
      found(candidate, one) {
        const key = keyOf(candidate, one);
        if (key === undefined) return { written: '', where: undefined };
        const { text } = seenBy(candidate);
        const isByAscii = effectOfAscii(text, key) === 'made';
        const where = pieceWith(text, key)?.from;
        return { written: key.written, where, ...(isByAscii && { byAscii: true }) };
      },
      lostTo(candidate) {
        return candidate.primary.flatMap((one) => {
          const key = keyOf(candidate, one);
          const isLost = key !== undefined && effectOfAscii(seenBy(candidate).text, key) === 'lost';
          return isLost ? [key.written] : [];
        });
      },
      matches(candidate, written) {
        const key = makeKey(input.expand(written), candidate.manner);
        return key !== undefined && seenBy(candidate).hits.has(key);
      },
      called() {
        if (prepared.calls === undefined) return undefined;
        const called = new Set(prepared.calls.always);
        for (const { one, byKey } of prepared.calls.groups) {
          const places = seenBy(one).hits.places?.();
          if (places === undefined) return undefined;
          for (const place of places) for (const candidate of byKey.get(place) ?? []) called.add(candidate);
        }
        return called;
      },
    };
  };
}

/** The messages as they are searched, newest first. */
export function messagePieces({ messages }: ScanInput, names: boolean): Piece[] {
  return messages
    .map(({ name, text }, index): Piece => {
      const said = text.trim();
      return { text: names ? `${name}: ${said}` : said, from: { kind: 'message', index } };
    })
    .reverse();
}

function piecesOf(sources: readonly ScanSource[], input: ScanInput): Piece[] {
  return sources.flatMap((name): Piece[] => {
    const text = input.sources[name];
    return text === undefined || text === '' ? [] : [{ text, from: { kind: 'source', name } }];
  });
}
