import type { PictureSurvey } from './picture-survey.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;
const mostSegments = 10_000;

/** Walks the segments of a JPEG file; undefined when it is none or says nothing of its size. */
export function surveyJpeg(bytes: Uint8Array): PictureSurvey | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const survey: PictureSurvey = { width: 0, height: 0, isWhole: false, parts: [bytes.subarray(0, 2)] };
  let at = 2;
  for (let count = 0; count < mostSegments && bytes[at] === 0xff; count += 1) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) {
      survey.parts.push(bytes.subarray(at, at + 2));
      survey.isWhole = survey.width > 0;
      break;
    }
    // Any number of fill bytes may stand before a marker.
    const length = marker === 0xff ? -1 : 256 * (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if ((length !== -1 && length < 2) || end > bytes.length) break;
    if (isFrame(marker) && length >= 8) readSize(bytes.subarray(at), survey);
    const next = marker === startOfScan ? endOfScan(bytes, end) : end;
    if (length !== -1 && !isNote(marker)) survey.parts.push(bytes.subarray(at, next));
    at = next;
  }
  return survey.width > 0 && survey.height > 0 ? survey : undefined;
}

/** The size stands in the first start of a frame. */
function readSize(segment: Uint8Array, survey: PictureSurvey): void {
  if (survey.width > 0) return;
  survey.height = 256 * (segment[5] ?? 0) + (segment[6] ?? 0);
  survey.width = 256 * (segment[7] ?? 0) + (segment[8] ?? 0);
}

/** SOF0 to SOF15, among which stand three markers of another meaning. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Comments, and what programs note: all but JFIF, the colour profile and Adobe's mark, which change the picture. */
function isNote(marker: number): boolean {
  return marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker));
}

/** Where the packed samples end: at a marker that is no restart and no escaped byte. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
