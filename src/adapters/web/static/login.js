import { useState } from 'preact/hooks';
import { logIn } from './actions.js';
import { focusComposer } from './composer.js';
import { html } from './view.js';

/** Asks for the password where one is set. */
export function Login() {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    await logIn(new FormData(event.target).get('password')).then(focusComposer, ({ message }) =>
      setProblem(message),
    );
    setBusy(false);
  }
  return html`<main class="login">
    <form onSubmit=${submit}>
      <img src="/static/icon.svg" alt="" width="56" height="56" />
      <h1>Acore</h1>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
        aria-describedby="problem" />
      <p id="problem" class="problem" role="alert">${problem}</p>
      <button class="main" disabled=${busy}>Come in</button>
    </form>
  </main>`;
}
