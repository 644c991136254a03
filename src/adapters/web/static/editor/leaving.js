import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../view.js';
import { askBeforeLeaving, leaveFor } from '../views.js';

/** Sees to it that nothing unsaved is left without asking: `to` is where somebody wants to go and is asked. */
export function useLeaving(changed) {
  const [to, setTo] = useState();
  // With the drawing itself: on a busy machine somebody can leave before what comes after it has run.
  useLayoutEffect(
    () =>
      askBeforeLeaving((address) => {
        if (!changed) return true;
        setTo(address);
        return false;
      }),
    [changed],
  );
  useLayoutEffect(() => {
    if (!changed) return undefined;
    const warn = (event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);
  return {
    to,
    stay: () => setTo(undefined),
    wish(address) {
      if (changed) setTo(address);
      else leaveFor(address);
    },
  };
}

/** What is asked before something unsaved is left. */
export function Leaving({ name, leaving, save, forget }) {
  const { to, stay } = leaving;
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
          void save(to);
        }}>Save and leave</button>
        <button onClick=${() => {
          forget();
          leaveFor(to);
        }}>Discard</button>
        <button class="quiet" onClick=${stay}>Keep editing</button>
      </p>
    </div>
  </dialog>`;
}
