import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { once } from './once.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** The full quality (11) saves 3 % and takes five times as long. */
const brotliQuality = 9;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file as it goes over the wire; packed when an encoding is first asked for. */
interface Asset {
  type: string;
  etag: string;
  plain: Uint8Array;
  packed: Record<'br' | 'gzip', () => Promise<Uint8Array>>;
}

/** The files of the page, served as they are: read and compressed once, when first asked for. */
export interface Assets {
  /** Undefined when there is no such file. */
  answer(context: Context, path: string): Promise<Response> | undefined;
  /** The policy's name for the page's import map. */
  importMapHash(): string;
}

export function createAssets(): Assets {
  const folder = new URL('./static/', import.meta.url);
  const files = listFiles(folder);
  const loaded = new Map<string, Promise<Asset>>();

  function load(path: string, file: URL): Promise<Asset> {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const loading = readAsset(file);
    loaded.set(path, loading);
    return loading;
  }

  return {
    answer(context, path) {
      const file = files.get(path);
      return file === undefined ? undefined : load(path, file).then((asset) => send(context, asset));
    },
    importMapHash: once(() => hashImportMap(readFileSync(new URL('index.html', folder), 'utf8'))),
  };
}

/** A closed list of addresses, so that no path can be bent to leave the folder. */
function listFiles(folder: URL): Map<string, URL> {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extname(name) in types)
    .map((name) => name.replaceAll('\\', '/'))
    .map((name) => [`/static/${name}`, new URL(name, folder)] as const);
  const vendor = ['preact', 'preact/hooks', 'htm'].map(
    (name) => [`/vendor/${name.replace('/', '-')}.js`, new URL(import.meta.resolve(name))] as const,
  );
  return new Map([['/', new URL('index.html', folder)], ...own, ...vendor]);
}

async function readAsset(file: URL): Promise<Asset> {
  const plain = await readFile(file);
  const extension = extname(file.pathname).replace('.mjs', '.js');
  return {
    type: types[extension] ?? 'application/octet-stream',
    etag: etagOf(plain),
    plain,
    packed: {
      br: once(() => brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })),
      gzip: once(() => zip(plain)),
    },
  };
}

async function send(context: Context, asset: Asset): Promise<Response> {
  const headers = {
    etag: asset.etag,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    'content-type': asset.type,
  };
  if (context.req.header('if-none-match') === asset.etag)
    return new Response(undefined, { status: 304, headers });
  const accepted = context.req.header('accept-encoding') ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name));
  if (encoding === undefined) return bytesResponse(asset.plain, headers);
  return bytesResponse(await asset.packed[encoding](), { ...headers, 'content-encoding': encoding });
}

/** A response with these bytes as its body. */
export function bytesResponse(bytes: Uint8Array, headers: Record<string, string>): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}

/** A short name for exactly these bytes. */
export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

function hashImportMap(html: string): string {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(map).digest('base64')}`;
}
