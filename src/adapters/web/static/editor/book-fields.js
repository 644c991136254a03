import { html } from '../view.js';
import { MaybeFlag, NumberField, TextField } from './fields.js';

/** What a book says of itself; `holds`: the fields that its format has. */
export function BookFields({ book, set, holds, problemAt, children }) {
  const one = (Field, name, label, more) =>
    (holds === undefined || holds.includes(name)) &&
    html`<${Field} key=${name} label=${label} value=${book[name]} set=${(value) => set({ [name]: value })} path=${`book.set.${name}`}
      problem=${problemAt(`book.set.${name}`)} ...${more} />`;
  return html`<div class="grid">
    ${one(TextField, 'name', 'Name')}
    ${one(TextField, 'description', 'Description')}
    ${one(NumberField, 'scanDepth', 'Scan depth', { maybe: true })}
    ${one(NumberField, 'tokenBudget', 'Token budget', { maybe: true })}
    ${one(MaybeFlag, 'recursive', 'Recursive scanning')}
    ${children}
  </div>`;
}
