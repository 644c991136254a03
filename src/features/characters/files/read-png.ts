import { fromBase64 } from '../../../lib/base64.ts';
import { type PackedText, type PngSurvey, surveyPng, withPngTexts } from '../../../lib/png-text.ts';
import { CardError } from '../card-error.ts';
import { type CardFile, limits, type ReadFile } from './card-file.ts';
import { understandCard } from './dialects.ts';
import { jsonFrom } from './read-json.ts';
import { restored, sidecarIn } from './sidecar.ts';

/** The keyword of a file that a card brings along; Risu once wrote it without the colon. */
const assetKeyword = /^chara-ext-asset_:?(.+)$/i;
/** How many broken texts of one keyword are tried. */
const mostAttempts = 16;

/** Whether a text of a picture belongs to the card in it, and not to the picture. */
export function belongsToCard(keyword: string): boolean {
  return /^(?:chara|ccv3|acore)$/i.test(keyword) || assetKeyword.test(keyword);
}

/** Reads the card in a PNG file; undefined when there is none. The first valid `ccv3` wins, then the first valid `chara`. */
export function readPngCard(bytes: Uint8Array, fileName: string): CardFile | undefined {
  const survey = surveyPng(bytes);
  const candidates = ['ccv3', 'chara'].flatMap((keyword) => textsOf(survey, keyword).slice(0, mostAttempts));
  if (candidates.length === 0 && survey.isWhole) return undefined;
  refuseDamaged(survey);
  const { read, failures } = firstValid(candidates, fileName);
  const files = assetsIn(survey);
  const warnings = [...warningsAbout(survey, read.from, failures), ...read.warnings];
  const file: CardFile = {
    ...read.understood,
    container: 'png',
    files,
    picture: () => withPngTexts(bytes, [], (keyword) => !belongsToCard(keyword)),
    warnings: [...warnings, ...read.understood.warnings],
  };
  return restored(file, sidecarIn(textsOf(survey, 'acore')[0]?.read(inBase64(limits.cardBytes))));
}

/** How long base64 of so many bytes may be, line breaks included. */
function inBase64(bytes: number): number {
  return Math.floor(bytes * 1.4);
}

function textsOf({ texts }: PngSurvey, keyword: string): PackedText[] {
  return texts.filter((text) => text.keyword.toLowerCase() === keyword);
}

function refuseDamaged({ isWhole, tooMany }: PngSurvey): void {
  if (tooMany) throw new CardError('it has more pieces than any picture');
  if (!isWhole) throw new CardError('the picture is cut short');
}

function firstValid(candidates: readonly PackedText[], fileName: string) {
  const failures: unknown[] = [];
  for (const from of candidates) {
    try {
      return { read: { from, ...cardIn(from, fileName) }, failures };
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

function cardIn(text: PackedText, fileName: string) {
  const written = text.read(inBase64(limits.cardBytes));
  if (written === undefined) throw new CardError('the card in it cannot be unpacked or is too large');
  const isBare = /^\s*(?:\{|rcc\|\|)/.test(written.slice(0, 200));
  const bytes = isBare ? Buffer.from(written, 'latin1') : fromBase64(written);
  if (bytes === undefined) throw new CardError('the card in it is not readable as base64');
  const { value, warnings } = jsonFrom(bytes);
  return { understood: understandCard(value, fileName), warnings };
}

function warningsAbout(survey: PngSurvey, from: PackedText, failures: readonly unknown[]): string[] {
  const same = textsOf(survey, from.keyword.toLowerCase()).length;
  return [
    ...(failures.length === 0
      ? []
      : [
          `The picture holds a card that is not readable (${reasonOf(failures[0])}); another one in it is taken.`,
        ]),
    ...(same > 1
      ? [`The picture holds ${same} cards called ${from.keyword}; the first readable one counts.`]
      : []),
    ...(survey.wrongChecksums > 0 ? ['Some checksums in the picture are wrong; it may be damaged.'] : []),
  ];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read';
}

function assetsIn({ texts }: PngSurvey): Map<string, ReadFile> {
  const files = new Map<string, ReadFile>();
  for (const text of texts) {
    const path = assetKeyword.exec(text.keyword)?.[1];
    if (path !== undefined && !files.has(path))
      files.set(path, () => fromBase64(text.read(inBase64(limits.assetBytes)) ?? ''));
  }
  return files;
}
