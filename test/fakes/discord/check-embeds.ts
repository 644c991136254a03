import { isJson, type Json } from '../http.ts';
import type { FormErrors } from './errors.ts';
import { checkLength, lengthOf, objectList } from './fields.ts';

/** Notes embeds that Discord refuses: too many, too long, over 6,000 characters together. */
export function checkEmbeds(embeds: Json[], errors: FormErrors): void {
  if (embeds.length > 10) errors.add('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  let total = 0;
  embeds.forEach((embed, index) => {
    total += checkEmbed(embed, `embeds.${index}`, errors);
  });
  if (total > 6000) {
    errors.add('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
}

function checkEmbed(embed: Json, path: string, errors: FormErrors): number {
  const texts: [string, unknown, number][] = [
    ['title', embed['title'], 256],
    ['description', embed['description'], 4096],
    ['footer.text', isJson(embed['footer']) ? embed['footer']['text'] : undefined, 2048],
    ['author.name', isJson(embed['author']) ? embed['author']['name'] : undefined, 256],
  ];
  if (visible.every((key) => isBlank(embed[key]))) {
    errors.add(`${path}.description`, 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  let total = 0;
  for (const [key, value, max] of texts) total += checkText(value, max, `${path}.${key}`, errors);
  const fields = objectList(embed, 'fields', errors, `${path}.fields`);
  if (fields.length > 25)
    errors.add(`${path}.fields`, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  fields.forEach((field, index) => {
    total += checkField(field, `${path}.fields.${index}`, errors);
  });
  return total;
}

const visible = ['title', 'description', 'fields', 'image', 'thumbnail', 'author', 'footer', 'video'];

function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function checkField(field: Json, path: string, errors: FormErrors): number {
  for (const key of ['name', 'value']) {
    if (!field[key]) errors.add(`${path}.${key}`, 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  return (
    checkText(field['name'], 256, `${path}.name`, errors) +
    checkText(field['value'], 1024, `${path}.value`, errors)
  );
}

function checkText(value: unknown, max: number, path: string, errors: FormErrors): number {
  if (typeof value !== 'string') return 0;
  checkLength(value, 0, max, errors, path);
  return lengthOf(value);
}
