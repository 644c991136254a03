import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { icon } from '../icons.js';
import { html } from '../view.js';
import { moved } from './draft.js';
import { Choice, LinesField, NumberField, Problem, RowTools, TextField } from './fields.js';

const pronounSets = [
  ['she', 'her', 'her'],
  ['he', 'him', 'his'],
  ['they', 'them', 'their'],
  ['it', 'it', 'its'],
];
const blendingModes = [
  ['framework', 'what the framework says'],
  ['own', 'by rules of this card'],
  ['off', 'nothing'],
];
const topicNames = {
  support: 'somebody needs comfort',
  creative: 'something is being made up',
  analytical: 'something is to be worked out',
  playful: 'people are at play',
  debate: 'people are arguing',
};

/** What only Acore reads of a card. */
export function Own({ own, count, problemAt, cast, characterId }) {
  const part = (name, member) => {
    const { value, set, path } = own(name);
    const at = `${path}.${member}`;
    return {
      value: value[member],
      set: (written) => set({ ...value, [member]: written }),
      path: at,
      problem: problemAt(at),
    };
  };
  return html`
    <${Pronouns} ...${own('pronouns')} />
    <${Relationships} ...${own('relationships')} problemAt=${problemAt} count=${count} cast=${cast.filter(({ id }) => id !== characterId)} />
    <${Manner} framework=${own('framework')} blending=${own('blending')} problemAt=${problemAt} />
    <section class="texts">
      <h2>Topics</h2>
      <p class="hint">In every prompt, and on the character’s sheet.</p>
      <div class="grid two">
        <${LinesField} label="Loves to talk about" ...${own('loves')} tokens=${count(own('loves').value.join(', '))} />
        <${LinesField} label="Avoids" ...${own('avoids')} tokens=${count(own('avoids').value.join(', '))} />
      </div>
    </section>
    <section class="texts">
      <h2>Speaking voice</h2>
      <p class="hint">How it sounds, on the character’s sheet.</p>
      <${TextField} label="Voice" placeholder="a deep, level alto" ...${part('voice', 'description')} lines=${2} />
      <div class="grid two">
        <${NumberField} label="Pitch" hint="0.25 to 4; 1 is as it is, empty says nothing." ...${part('voice', 'pitch')} maybe min="0.25" max="4" step="0.01" />
        <${NumberField} label="Speed" hint="0.25 to 4; 1 is as it is, empty says nothing." ...${part('voice', 'speed')} maybe min="0.25" max="4" step="0.01" />
      </div>
    </section>`;
}

function Pronouns({ value, set, path, problem }) {
  const words = [value.subject, value.object, value.possessive];
  const known = pronounSets.find((one) => one.join() === words.join());
  const [free, setFree] = useState(known === undefined && words.some((word) => word !== ''));
  const chosen = free ? 'own' : known === undefined ? '' : known.join('/');
  const choose = (name) => {
    setFree(name === 'own');
    if (name === 'own') return;
    const [subject = '', object = '', possessive = ''] = name === '' ? [] : name.split('/');
    set({ subject, object, possessive });
  };
  const word = (name, label, placeholder) =>
    html`<${TextField} label=${label} placeholder=${placeholder} value=${value[name]} set=${(written) => set({ ...value, [name]: written })} path=${`${path}.${name}`} maxlength="100" />`;
  return html`<section class="texts">
    <h2>Pronouns</h2>
    <p class="hint">In every prompt, and on the character’s sheet.</p>
    <div class="grid two">
      <${Choice} label="Pronouns" value=${chosen} set=${choose} path=${path} problem=${free ? undefined : problem}
        options=${[['', 'the card does not say'], ...pronounSets.map((one) => [one.join('/'), one.join(', ')]), ['own', 'other words']]} />
    </div>
    ${free && html`<div class="grid">${word('subject', 'Who does', 'she')}${word('object', 'Whom', 'her')}${word('possessive', 'Whose', 'her')}</div><${Problem} says=${problem} />`}
  </section>`;
}

/** How the character stands to others. */
function Relationships({ value, set, path, problem, problemAt, count, cast }) {
  const box = useRef(null);
  const focus = (index) =>
    requestAnimationFrame(() =>
      (box.current?.querySelectorAll('li select')[index] ?? box.current?.querySelector('.add'))?.focus(),
    );
  const put = (index, members) => set(value.map((row, at) => (at === index ? { ...row, ...members } : row)));
  const remove = (index) => {
    set(value.filter((_, at) => at !== index));
    focus(Math.min(index, value.length - 2));
  };
  const move = (index, step) => {
    set(moved(value, index, step));
    focus(index + step);
  };
  const add = () => {
    const free = cast.find(({ id }) => value.every(({ character }) => character !== id));
    set([...value, { character: free?.id ?? '', kind: '', feeling: '' }]);
    focus(value.length);
  };
  return html`<section class="texts" ref=${box}>
    <h2>Relationships <span class="how-many">${value.length}</span></h2>
    <p class="hint">In the prompt whenever that character is there as well.</p>
    <ol>
      ${value.map((row, index) => {
        const name = nameOf(row.character, cast) || 'somebody';
        const field = (member) => ({
          value: row[member],
          set: (written) => put(index, { [member]: written }),
          path: `${path}.${index}.${member}`,
          problem: problemAt(`${path}.${index}.${member}`),
        });
        return html`<li key=${index} class="framed">
          <div>
            <div class="grid two">
              <${Somebody} ...${field('character')} label=${`Character ${index + 1}`} cast=${cast} />
              <${TextField} label=${`What ${name} is to it`} placeholder="an old friend" ...${field('kind')} tokens=${count(row.kind)} />
            </div>
            <${TextField} label=${`What it feels for ${name}`} ...${field('feeling')} lines=${2} tokens=${count(row.feeling)} />
          </div>
          <${RowTools} what=${`the relationship to ${name}`} index=${index} length=${value.length} move=${(step) => move(index, step)} remove=${() => remove(index)} />
        </li>`;
      })}
    </ol>
    <${Problem} says=${problem !== undefined && value.length === 0 ? problem : undefined} />
    <button type="button" class="add" onClick=${add}>${icon('plus')} Add a relationship</button>
  </section>`;
}

function nameOf(id, cast) {
  return cast.find((one) => one.id === id)?.name ?? id;
}

/** Somebody of the cast, or anybody else by name: cards are also written for those who are not here. */
function Somebody({ label, value, set, path, problem, cast }) {
  const isHere = cast.some(({ id }) => id === value);
  const [free, setFree] = useState(!isHere);
  const isFree = free || !isHere;
  const options = [...cast.map(({ id, name }) => [id, name]), ['', 'somebody who is not here']];
  const choose = (id) => {
    setFree(id === '');
    set(id);
  };
  return html`<div>
    <${Choice} label=${label} value=${isFree ? '' : value} set=${choose} options=${options} path=${isFree ? undefined : path} problem=${isFree ? undefined : problem} />
    ${isFree && html`<${TextField} label="By name" placeholder="Maren Vale" value=${value} set=${set} path=${path} problem=${problem} maxlength="100" />`}
  </div>`;
}

/** Which framework it has, and what is mixed in. */
function Manner({ framework, blending, problemAt }) {
  const known = useFrameworks();
  const { mode, rules } = blending.value;
  const setRules = (list) => blending.set({ mode, rules: list });
  const put = (index, members) =>
    setRules(rules.map((row, at) => (at === index ? { ...row, ...members } : row)));
  const box = useRef(null);
  const named = known?.frameworks.find(({ name }) => name === known.named(framework.value));
  const add = () => {
    const about = known.topics.find((topic) => rules.every((rule) => rule.about !== topic)) ?? '';
    setRules([
      ...rules,
      { about, with: known.frameworks.find(({ name }) => name !== named?.name)?.name ?? '', weight: 0.5 },
    ]);
    requestAnimationFrame(() =>
      [...(box.current?.querySelectorAll('li') ?? [])].at(-1)?.querySelector('select')?.focus(),
    );
  };
  const remove = (index) => {
    setRules(rules.filter((_, at) => at !== index));
    requestAnimationFrame(() => box.current?.querySelector('.add')?.focus());
  };
  if (known === undefined) return html`<p class="hint" role="status">Asking for the frameworks…</p>`;
  return html`<section class="texts" ref=${box}>
    <h2>Framework</h2>
    <p class="hint">How it goes about a talk: in the prompt, unless another one is chosen in the channel.${!known.enabled && ' Frameworks are switched off here (frameworks.enabled).'}</p>
    ${known.problem && html`<p class="wrong" role="status">${known.problem}</p>`}
    <div class="grid two">
      <${Choice} label="Framework" ...${framework} value=${known.named(framework.value)} hint=${named?.purpose}
        options=${withPresent(
          [
            ['', `the card does not say${known.default ? `: ${known.default} then` : ''}`],
            ['none', 'none, whatever the default is'],
            ...known.frameworks.map(({ name }) => [name, name]),
          ],
          known.named(framework.value),
        )} />
      <${Choice} label="Mixed in when the talk changes" value=${mode} set=${(chosen) => blending.set({ mode: chosen, rules })} path=${`${blending.path}.mode`} options=${blendingModes} />
    </div>
    ${
      mode === 'own' &&
      html`<ol>${rules.map((rule, index) => {
        const field = (member) => ({
          value: rule[member],
          set: (written) => put(index, { [member]: written }),
          path: `${blending.path}.rules.${index}.${member}`,
          problem: problemAt(`${blending.path}.rules.${index}.${member}`),
        });
        return html`<li key=${index} class="framed">
          <div class="grid">
            <${Choice} label="When" ...${field('about')} value=${known.named(rule.about)} options=${withPresent(
              known.topics.map((topic) => [topic, topicNames[topic] ?? topic]),
              known.named(rule.about),
            )} />
            <${Choice} label="Mix in" ...${field('with')} value=${known.named(rule.with)} options=${withPresent(
              known.frameworks.map(({ name }) => [name, name]),
              known.named(rule.with),
            )} />
            <${Share} ...${field('weight')} />
          </div>
          <div class="row-tools"><button type="button" class="quiet square" aria-label=${`Remove the rule for ${rule.about}`} title="Remove" onClick=${() => remove(index)}>${icon('bin')}</button></div>
        </li>`;
      })}</ol>
      <button type="button" class="add" onClick=${add}>${icon('plus')} Add a rule</button>`
    }
  </section>`;
}

function Share({ value, set, ...rest }) {
  const percent = typeof value === 'number' ? Math.round(value * 1000) / 10 : value;
  return html`<${NumberField} label="Share, per cent" value=${percent} set=${(written) => set(written === '' ? '' : written / 100)} ...${rest} min="0" max="100" step="5" />`;
}

/** What a card names and nobody here knows is kept as a choice. */
function withPresent(options, value) {
  return options.some(([one]) => one === value)
    ? options
    : [...options, [value, value === '' ? 'choose' : `${value} (not here)`]];
}

const nothing = { enabled: true, frameworks: [], topics: [], formerNames: {} };

function useFrameworks() {
  const [known, setKnown] = useState();
  useEffect(() => {
    const leaving = new AbortController();
    call('GET', '/api/frameworks', undefined, leaving.signal).then(setKnown, ({ name, message }) => {
      if (name !== 'AbortError') setKnown({ ...nothing, problem: message });
    });
    return () => leaving.abort();
  }, []);
  if (known === undefined) return undefined;
  const named = (written) => {
    const name = written.trim().toLowerCase();
    return Object.hasOwn(known.formerNames, name) ? known.formerNames[name] : name;
  };
  return { ...known, named };
}
