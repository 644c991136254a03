import { useEffect } from 'preact/hooks';
import { attempt, complete, notify } from './actions.js';

const cards = /\.(png|json|charx|zip|jpe?g)$/i;
const importLine = '/character import';

/** Hears of files that are dropped anywhere on the page. */
export function useDroppedFiles(take) {
  useEffect(() => {
    const onDragOver = (event) => event.dataTransfer.types.includes('Files') && event.preventDefault();
    const onDrop = (event) => {
      const [file] = event.dataTransfer.files;
      if (file === undefined) return;
      event.preventDefault();
      take(file);
    };
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('drop', onDrop);
    };
  });
}

/** The line that gives a file to the command that is being written, or else to the one that takes cards. */
export async function lineWith(file, text) {
  const words = text.trim();
  if (words !== '' && !words.startsWith('/'))
    return notify('Send what you have written first, or delete it.');
  const line = words === '' && cards.test(file.name) ? importLine : words;
  const offers = await attempt(() => complete(line || '/'));
  if (offers === undefined) return undefined;
  if (offers.file === undefined) return notify(`No command here takes “${file.name}”.`);
  return `${line} ${offers.file}:"${file.name.replaceAll('"', '""')}"`;
}

/** A file as it is sent within JSON. */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
