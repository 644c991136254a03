import { html } from '../view.js';
import { Choice, Flag, LinesField, MaybeFlag, NumberField, TextField } from './fields.js';

const places = [
  ['before-character', 'before the character'],
  ['after-character', 'after the character'],
  ['note-top', 'note after the talk, top'],
  ['note-bottom', 'note after the talk, bottom'],
  ['at-depth', 'in the talk, at a depth'],
  ['examples-top', 'before the examples'],
  ['examples-bottom', 'after the examples'],
  ['outlet', 'where a text says {{outlet::Name}}'],
];
const roles = [
  [0, 'system'],
  [1, 'user'],
  [2, 'assistant'],
];
const logics = [
  [0, 'any of them'],
  [1, 'not all of them'],
  [2, 'none of them'],
  [3, 'all of them'],
];
const sides = [
  [false, 'only for these'],
  [true, 'for all but these'],
];

/** Where an entry may go; also the place that it names and nobody knows. */
export function placesFor(place) {
  return place === 'unknown' ? [['unknown', 'unknown'], ...places] : places;
}

/** Every field of an entry that its book can hold. */
export function EntryFields({ entry, index, strict, set, tokens, has, problemAt }) {
  const { fields, kept = [] } = entry;
  const one = (Field, name, label, more) =>
    has(name) &&
    html`<${Field} key=${name} label=${label} value=${fields[name]} set=${set(name)} path=${`book.entries.${index}.set.${name}`}
      problem=${problemAt(`book.entries.${index}.set.${name}`)} ...${more} />`;
  const only = (profile) =>
    strict === (profile === 'strict') ? undefined : 'Kept; this book’s rules do not apply it.';
  const sources = [
    ['matchDescription', 'description'],
    ['matchPersonality', 'personality'],
    ['matchScenario', 'scenario'],
    ['matchDepthPrompt', 'depth prompt'],
    ['matchCreatorNotes', 'creator’s notes'],
    ['matchPersona', 'persona'],
  ];
  return html`
    <div class="grid two">
      ${one(LinesField, 'keys', 'Keys', { hint: 'One on each line; /a pattern/i is a regular expression.' })}
      ${one(LinesField, 'secondaryKeys', 'Secondary keys')}
    </div>
    ${one(TextField, 'content', 'Content', { lines: 5, tokens })}
    <div class="grid">
      ${one(TextField, 'comment', 'Title or memo')}
      ${one(TextField, 'name', 'Name')}
      ${one(Choice, 'place', 'Position', { options: placesFor(fields.place) })}
      ${one(NumberField, 'depth', 'Depth')}
      ${one(Choice, 'role', 'Role at a depth', { options: roles })}
      ${one(TextField, 'outlet', 'Outlet')}
    </div>
    <div class="flags">
      ${one(Flag, 'enabled', 'Enabled')}
      ${one(Flag, 'constant', 'Constant: always told')}
      ${one(Flag, 'selective', 'Secondary keys count')}
      ${one(Flag, 'useRegex', 'Every key is a pattern (V3)')}
    </div>
    <${Part} title="When it fires" has=${has} names=${['logic', 'scanDepth', 'probability']}>
      <div class="grid">
        ${one(Choice, 'logic', 'Secondary keys: fires with', { options: logics })}
        ${one(NumberField, 'scanDepth', 'Scan depth', { maybe: true })}
        ${one(MaybeFlag, 'caseSensitive', 'Case counts (V3)', { hint: only('strict') })}
        ${one(MaybeFlag, 'ownCaseSensitive', 'Case counts')}
        ${one(MaybeFlag, 'wholeWords', 'Whole words')}
        ${one(NumberField, 'probability', 'Probability, per cent')}
        ${one(Flag, 'useProbability', 'Probability counts')}
        ${one(LinesField, 'triggers', 'Only for these kinds of turn', { lines: 2 })}
        ${one(NumberField, 'sticky', 'Sticky, messages')}
        ${one(NumberField, 'cooldown', 'Cooldown, messages')}
        ${one(NumberField, 'delay', 'Delay, messages')}
      </div>
      ${has('matchDescription') && html`<p class="legend">Its keys are also looked for in</p>`}
      <div class="flags">${sources.map(([name, label]) => one(Flag, name, label))}</div>
      <div class="grid">
        ${one(LinesField, 'filterNames', 'Characters, by the name of their file', { lines: 2 })}
        ${one(LinesField, 'filterTags', 'Characters with these tags', { lines: 2 })}
        ${one(Choice, 'filterExclude', 'It is', { options: sides })}
      </div>
    <//>
    <${Part} title="Among others: order, budget, groups, recursion" has=${has} names=${['order']}>
      <div class="grid">
        ${one(NumberField, 'order', 'Order')}
        ${one(NumberField, 'priority', 'Priority (V3)', { maybe: true, hint: only('strict') })}
        ${one(TextField, 'group', 'Inclusion groups')}
        ${one(NumberField, 'groupWeight', 'Weight in its group')}
        ${one(MaybeFlag, 'groupScoring', 'Scored in its group')}
        ${one(NumberField, 'delayUntilRecursion', 'Waits for recursion level')}
        ${one(TextField, 'automationId', 'Automation')}
      </div>
      <div class="flags">
        ${one(Flag, 'groupOverride', 'Overrides its group')}
        ${one(Flag, 'ignoreBudget', 'Beyond the budget')}
        ${one(Flag, 'excludeRecursion', 'Not called by other entries')}
        ${one(Flag, 'preventRecursion', 'Calls no other entries')}
        ${one(Flag, 'vectorized', 'Vectorised')}
      </div>
    <//>
    ${kept.length > 0 && html`<p class="hint">Kept, not shown: ${kept.join(', ')}.</p>`}
  `;
}

/** Fields that are folded away, if there are any. */
function Part({ title, has, names, children }) {
  return (
    names.some(has) &&
    html`<details>
      <summary>${title}</summary>
      ${children}
    </details>`
  );
}
