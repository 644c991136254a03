import { render } from 'preact';
import { begin } from './actions.js';
import { App } from './app.js';
import { html } from './view.js';

const page = document.querySelector('#page');
page.textContent = '';
render(html`<${App} />`, page);
await begin();
performance.mark('acore-ready');
