const shownBytes = 10;

/** Twenty letters and digits that are the same for the same text and else others. */
export async function shortDigest(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest.slice(0, shownBytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
