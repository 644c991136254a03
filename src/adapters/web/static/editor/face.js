import { useEffect, useRef } from 'preact/hooks';
import { Portrait } from '../cast.js';
import { icon } from '../icons.js';
import { html } from '../view.js';

const largest = 16 * 1024 * 1024;
/** As large as a picture is kept that comes in another kind of file. */
const longestSide = 2048;

/** The portrait, and another one instead. */
export function Face({ character, name, portrait, set, problem, mended }) {
  const input = useRef(null);
  const choose = async ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (file === undefined) return;
    mended();
    set(await portraitFrom(file));
  };
  const shown = character ?? { id: '', name, colour: '#7a7a7a', portrait: false };
  return html`<div class="portrait-field">
    ${portrait && !portrait.problem ? html`<${Picture} file=${portrait.file} />` : html`<${Portrait} character=${{ ...shown, name }} size="large" />`}
    <div>
      <p class="legend">Portrait</p>
      <button type="button" data-path="portrait" onClick=${() => input.current.click()}>${icon('clip')} Choose a picture</button>
      ${portrait && html` <button type="button" class="quiet" onClick=${() => set(undefined)}>Keep the old one</button>`}
      <input ref=${input} type="file" accept="image/*" hidden aria-label="Portrait" onChange=${choose} />
      <p class="hint">${portrait ? portrait.name : 'PNG, JPEG or WEBP, up to 16 MB; kept as PNG.'}</p>
      ${(problem || portrait?.problem) && html`<p class="wrong" role="status">${problem ?? portrait.problem}</p>`}
    </div>
  </div>`;
}

/** A chosen file as the server takes it. */
async function portraitFrom(file) {
  const { name } = file;
  if (file.size > largest) return { name, base64: '', problem: 'Is larger than 16 MB.' };
  try {
    const png = (await isPng(file)) ? file : await asPng(file);
    return { name, file: png, base64: await base64Of(png) };
  } catch {
    return { name, base64: '', problem: 'Is no picture that this browser can read.' };
  }
}

async function isPng(file) {
  const begin = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return String.fromCharCode(...begin) === '\x89PNG';
}

async function asPng(file) {
  const picture = await createImageBitmap(file);
  const share = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no room'))), 'image/png'),
  );
}

/** Drawn by hand, since the page shows no picture from elsewhere than the server. */
function Picture({ file }) {
  const canvas = useRef(null);
  useEffect(() => {
    let gone = false;
    createImageBitmap(file).then(
      (picture) => !gone && draw(canvas.current, picture),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [file]);
  return html`<canvas ref=${canvas} class="face large" width="256" height="256" role="img" aria-label="The new portrait"></canvas>`;
}

function draw(canvas, picture) {
  const side = Math.min(picture.width, picture.height);
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext('2d').drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
}

async function base64Of(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.toBase64 !== undefined) return bytes.toBase64();
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
