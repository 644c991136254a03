/** The address that `OLLAMA_HOST` means; Ollama itself accepts it without scheme, host and port. Undefined for what is none. */
export function parseOllamaAddress(host: string | undefined): string | undefined {
  const url = URL.parse(withScheme((host ?? '').trim()));
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const port = url.port === '' && url.protocol === 'http:' ? '11434' : url.port;
  const name = url.hostname === '0.0.0.0' ? '127.0.0.1' : url.hostname;
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.protocol}//${name}${port === '' ? '' : `:${port}`}${path}`;
}

function withScheme(text: string): string {
  if (text.includes('://')) return text;
  // ":11434" means this machine, and so does nothing.
  return text === '' || /^:\d/.test(text) ? `http://127.0.0.1${text}` : `http://${text}`;
}
