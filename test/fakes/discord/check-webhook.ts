import { createFormErrors, type FormErrors } from './errors.ts';
import { lengthOf } from './fields.ts';

const forbidden = ['clyde', 'discord'];

/** Refuses a name that Discord takes for no webhook: empty, over 80 characters, or with "clyde" or "discord" in it. */
export function checkWebhookName(name: unknown, path: 'name' | 'username'): void {
  const errors = createFormErrors();
  noteName(name, path, errors);
  errors.throwIfAny();
}

function noteName(name: unknown, path: string, errors: FormErrors): void {
  if (name === undefined || name === null) {
    errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  const text = String(name).trim();
  const length = lengthOf(text);
  if (length < 1 || length > 80)
    errors.add(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 80 in length.');
  if (['everyone', 'here'].includes(text.toLowerCase())) {
    errors.add(path, 'USERNAME_INVALID', `Username cannot be "${text.toLowerCase()}"`);
  }
  for (const word of forbidden) {
    if (text.toLowerCase().includes(word)) {
      errors.add(path, 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${word}"`);
    }
  }
}
