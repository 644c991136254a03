import { isJson, type Json } from '../http.ts';
import { checkLayout, checkPlace, maxText } from './check-layout.ts';
import type { FormErrors } from './errors.ts';
import { checkLength, objectList } from './fields.ts';

const rowType = 1;
const buttonType = 2;
const stringSelectType = 3;
const linkStyle = 5;
const selectTypes = [3, 5, 6, 7, 8];

interface Seen {
  customIds: Set<string>;
  count: number;
  /** Characters of text that are shown. */
  text: number;
}

/** Notes components that Discord refuses: too many, too wide, too long, doubled custom ids. */
export function checkComponents(components: Json[], v2: boolean, errors: FormErrors): void {
  const seen: Seen = { customIds: new Set(), count: 0, text: 0 };
  if (!v2 && components.length > 5) {
    errors.add('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  }
  components.forEach((component, index) => {
    const path = `components.${index}`;
    checkPlace(component, v2 ? 'page' : 'message', path, errors);
    checkComponent(component, path, seen, errors);
  });
  if (seen.count > 40)
    errors.add(
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'The total number of components cannot exceed 40',
    );
  if (seen.text > maxText) {
    const message = `Components displayable text size exceeds maximum size of ${maxText}`;
    errors.add('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
}

function checkComponent(component: Json, path: string, seen: Seen, errors: FormErrors): void {
  seen.count += 1;
  checkCustomId(component, path, seen, errors);
  if (component['type'] === rowType) checkRow(component, path, errors);
  if (component['type'] === buttonType) checkButton(component, path, errors);
  if (component['type'] === stringSelectType) checkOptions(component, path, errors);
  seen.text += checkLayout(component, path, errors);
  objectList(component, 'components', errors, `${path}.components`).forEach((child, index) => {
    checkPlace(child, Number(component['type']), `${path}.components.${index}`, errors);
    checkComponent(child, `${path}.components.${index}`, seen, errors);
  });
  if (!isJson(component['accessory'])) return;
  checkPlace(component['accessory'], 'accessory', `${path}.accessory`, errors);
  checkComponent(component['accessory'], `${path}.accessory`, seen, errors);
}

function checkRow(row: Json, path: string, errors: FormErrors): void {
  const children = objectList(row, 'components', errors, `${path}.components`);
  const hasSelect = children.some((child) => selectTypes.includes(Number(child['type'])));
  const max = hasSelect ? 1 : 5;
  if (children.length >= 1 && children.length <= max) return;
  errors.add(`${path}.components`, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${max} in length.`);
}

function checkCustomId(component: Json, path: string, seen: Seen, errors: FormErrors): void {
  const type = Number(component['type']);
  const needsOne =
    selectTypes.includes(type) || (type === buttonType && Number(component['style']) < linkStyle);
  const id = component['custom_id'];
  if (typeof id !== 'string') {
    if (needsOne) errors.add(`${path}.custom_id`, 'BASE_TYPE_REQUIRED', 'A custom id is required');
    return;
  }
  checkLength(id, 1, 100, errors, `${path}.custom_id`);
  if (seen.customIds.has(id)) {
    errors.add(
      `${path}.custom_id`,
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  }
  seen.customIds.add(id);
}

function checkButton(button: Json, path: string, errors: FormErrors): void {
  const { style, label, emoji } = button;
  if (typeof style !== 'number' || style < 1 || style > 6) {
    errors.add(`${path}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6).');
  }
  if (typeof label === 'string') checkLength(label, 0, 80, errors, `${path}.label`);
  if (!label && !emoji && style !== 6) {
    errors.add(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or emoji is required.');
  }
  if (style === linkStyle && typeof button['url'] !== 'string') {
    errors.add(`${path}.url`, 'BASE_TYPE_REQUIRED', 'A url is required');
  }
}

function checkOptions(select: Json, path: string, errors: FormErrors): void {
  const options = objectList(select, 'options', errors, `${path}.options`);
  if (options.length < 1 || options.length > 25) {
    errors.add(`${path}.options`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 25 in length.');
  }
  const values = new Set<string>();
  options.forEach((option, index) => {
    const at = `${path}.options.${index}`;
    for (const key of ['label', 'value'])
      checkLength(String(option[key] ?? ''), 1, 100, errors, `${at}.${key}`);
    const value = String(option['value']);
    if (values.has(value)) {
      errors.add(
        `${at}.value`,
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    values.add(value);
  });
}
