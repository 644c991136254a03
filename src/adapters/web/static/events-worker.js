/**
 * Listens to the server once for all pages of a browser: it allows six connections to one address, and a page that
 * listens for itself would keep one of them. Runs as a shared worker.
 */
const pages = new Set();
let source;
/** The greeting of the server, for pages that come later; undefined while nobody is heard. */
let greeting;

function tell(message) {
  for (const page of pages) page.postMessage(message);
}

function listen(page) {
  pages.add(page);
  if (greeting !== undefined) page.postMessage({ data: greeting });
  source ??= open();
}

function open() {
  const opened = new EventSource('/events');
  opened.onmessage = ({ data }) => {
    // The first word after every opening.
    greeting ??= data;
    tell({ data });
  };
  opened.onerror = () => {
    greeting = undefined;
    const closed = opened.readyState === EventSource.CLOSED;
    if (closed) source = undefined;
    tell({ lost: true, closed });
  };
  return opened;
}

function leave(page) {
  pages.delete(page);
  if (pages.size > 0) return;
  source?.close();
  source = undefined;
  greeting = undefined;
}

self.onconnect = ({ ports: [page] }) => {
  page.onmessage = ({ data }) => (data === 'listen' ? listen(page) : leave(page));
};
