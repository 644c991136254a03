import { useEffect, useRef } from 'preact/hooks';
import { html } from '../view.js';

/** What is asked before something unsaved is left. */
export function Leaving({ name, stay, save, leave }) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`<dialog ref=${box} aria-labelledby="leaving-title" onClose=${stay}>
    <div class="dialog">
      <h2 id="leaving-title">Leave without saving?</h2>
      <p>What you have changed of ${name} is not saved.</p>
      <p class="deeds">
        <button class="main" autofocus onClick=${() => {
          stay();
          void save();
        }}>Save and leave</button>
        <button onClick=${leave}>Discard</button>
        <button class="quiet" onClick=${stay}>Keep editing</button>
      </p>
    </div>
  </dialog>`;
}
