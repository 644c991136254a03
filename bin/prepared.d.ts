/** Where compiled code and the prepared program are kept; `npm ci` begins it anew. */
export function cacheFolder(root: string): string;

/** Where the prepared program lies. */
export function programFolder(root: string): string;

/** Names exactly what is installed. */
export function lockHash(root: string): string;

/** Changes whenever somebody writes into a file. */
export function markOf(root: string, path: string): [size: number, mtimeMs: number];

/** Whether the prepared program is what stands in `src`. */
export function isPrepared(root: string): boolean;

/** Acore's main module: the prepared one when it is what stands in `src`. */
export function loadMain(root: string): Promise<typeof import('../src/main.ts')>;

/** Runs what lies prepared in a folder, and returns what it exports. */
export function runProgram(folder: string): unknown;
