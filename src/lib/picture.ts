import { surveyJpeg } from './jpeg.ts';
import type { PictureSurvey } from './picture-survey.ts';
import { isPng, surveyPng, withPngTexts } from './png-text.ts';
import { surveyWebp } from './webp.ts';

/** The kinds of picture that Acore shows. */
export type PictureKind = 'png' | 'jpeg' | 'webp';

/** More pixels than this are not decoded: they would take too much time and memory. */
export const mostPixels = 4_096 * 4_096;

/** The kind of a picture by its first bytes: what a file is called says nothing. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  if (isPng(bytes)) return 'png';
  const begins = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (begins.startsWith('\xff\xd8\xff')) return 'jpeg';
  return begins.startsWith('RIFF') && begins.slice(8, 12) === 'WEBP' ? 'webp' : undefined;
}

/** How many pixels a picture has; undefined when it is none, is cut short, or says nothing of it. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const survey = isPng(bytes) ? pngSize(bytes) : (surveyJpeg(bytes) ?? surveyWebp(bytes));
  if (survey === undefined || !survey.isWhole) return undefined;
  return { width: survey.width, height: survey.height };
}

/** A picture as it can be shown: without the texts and notes in it, which may be a character's secrets. */
export function barePicture(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (isPng(bytes)) return withPngTexts(bytes, []);
  const parts = (surveyJpeg(bytes) ?? surveyWebp(bytes))?.parts;
  return parts && Uint8Array.from(Buffer.concat(parts));
}

function pngSize(png: Uint8Array): Omit<PictureSurvey, 'parts'> | undefined {
  if (png.length < 33) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const { isWhole, tooMany } = surveyPng(png);
  return { width: view.getUint32(16), height: view.getUint32(20), isWhole: isWhole && !tooMany };
}
