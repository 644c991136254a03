/** Where compiled code and prepared packages are kept; `npm ci` begins it anew. */
export function cacheFolder(root: string): string;

/** Names exactly what is installed. */
export function lockHash(root: string): string;

/** Lets Acore's own modules, and no others, find the prepared packages. Returns how many there are. */
export function usePrepared(root: string): number;
