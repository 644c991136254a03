import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { Choice, TextField } from '../editor/fields.js';
import { speakerOf } from '../store.js';
import { html } from '../view.js';
import { placeName } from './words.js';

/** Writing a fact down by hand: about yourself as you would say it, about others as it is to read. */
export function Remember({ state, known, overview, work, changed, close }) {
  const person = speakerOf(state);
  const [text, setText] = useState('');
  const [about, setAbout] = useState('');
  const [characterId, setCharacterId] = useState(state.cast[0]?.id ?? '');
  const [lane, setLane] = useState('');
  const form = useRef(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const others = (known?.people ?? []).filter(({ id }) => id !== person.id);
  const keep = (event) => {
    event.preventDefault();
    return work.attempt(async () => {
      const other = others.find(({ id }) => id === about);
      const { statements } = await call('POST', '/api/memory/remember', {
        person: { id: person.id, name: person.name },
        text,
        characterId,
        ...(other && { about: { id: other.id, name: other.name } }),
        ...(lane !== '' && { lane }),
      });
      work.tell(`Remembered: ${statements.join(' ')}`);
      setText('');
      changed();
      close();
    });
  };
  const hint =
    about === ''
      ? 'As you would say it: I am allergic to nuts.'
      : 'As it is to read: Bo is allergic to nuts.';
  return html`<form class="remember" ref=${form} onSubmit=${keep} aria-label="Write something down">
    <${TextField} label="What to remember" hint=${hint} value=${text} set=${setText} maxlength="300" required />
    <div class="grid">
      <${Choice} label="About" value=${about} set=${setAbout} options=${[['', `yourself (${person.name})`], ...others.map(({ id, name }) => [id, name])]} />
      <${Choice} label="Who remembers it" value=${characterId} set=${setCharacterId} options=${state.cast.map(({ id, name }) => [id, name])} />
      <${Choice} label="Where it is known" value=${lane} set=${setLane} options=${[['', 'all of the playground'], ...overview.places.filter(({ channelId }) => channelId !== 'playground').map((place) => [place.lane, placeName(place, state)])]} />
    </div>
    <p class="deeds"><button class="main">Remember it</button> <button type="button" onClick=${close}>Cancel</button></p>
  </form>`;
}
