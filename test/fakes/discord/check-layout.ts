import { isJson, type Json } from '../http.ts';
import type { FormErrors } from './errors.ts';
import { checkLength, lengthOf, objectList } from './fields.ts';

/** How much text all components of a message may show together. */
export const maxText = 4000;

const types = {
  row: 1,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const;

const inContainer = [types.row, types.section, types.text, types.gallery, types.file, types.separator];

// What may stand where: in a message of the old kind, in one of the new kind, and inside components by their type.
const allowed = new Map<string | number, number[]>([
  ['message', [types.row]],
  ['page', [...inContainer, types.container]],
  ['accessory', [2, types.thumbnail]],
  [types.row, [2, 3, 5, 6, 7, 8]],
  [types.section, [types.text]],
  [types.container, inContainer],
]);

/** Notes a component that may not stand where it stands. */
export function checkPlace(component: Json, place: string | number, path: string, errors: FormErrors): void {
  const choices = allowed.get(place) ?? [];
  if (choices.includes(Number(component['type']))) return;
  const list = choices.length === 1 ? `${choices[0]},` : choices.join(', ');
  errors.add(`${path}.type`, 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${list}).`);
}

/** Notes what is wrong with a component that lays a message out; returns how much text it shows itself. */
export function checkLayout(component: Json, path: string, errors: FormErrors): number {
  switch (component['type']) {
    case types.text:
      return checkText(component, path, errors);
    case types.section:
      checkSection(component, path, errors);
      return 0;
    case types.gallery:
      checkCount(component, 'items', 10, path, errors);
      return 0;
    case types.container:
      checkCount(component, 'components', 40, path, errors);
      return 0;
    default:
      return 0;
  }
}

function checkText(component: Json, path: string, errors: FormErrors): number {
  const content = typeof component['content'] === 'string' ? component['content'] : '';
  checkLength(content, 1, maxText, errors, `${path}.content`);
  return lengthOf(content);
}

function checkSection(section: Json, path: string, errors: FormErrors): void {
  checkCount(section, 'components', 3, path, errors);
  if (!isJson(section['accessory']))
    errors.add(`${path}.accessory`, 'BASE_TYPE_REQUIRED', 'This field is required');
}

function checkCount(component: Json, key: string, max: number, path: string, errors: FormErrors): void {
  const { length } = objectList(component, key, errors, `${path}.${key}`);
  if (length >= 1 && length <= max) return;
  errors.add(`${path}.${key}`, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${max} in length.`);
}
