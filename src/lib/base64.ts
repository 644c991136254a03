/** The bytes of a base64 text as people write it: with line breaks, without padding, or in the letters of addresses. */
export function fromBase64(written: string): Buffer | undefined {
  const text = written.replace(/\s+/g, '').replace(/={1,3}$/, '');
  const isReadable = text !== '' && text.length % 4 !== 1 && /^[A-Za-z0-9+/_-]*$/.test(text);
  return isReadable ? Buffer.from(text, 'base64') : undefined;
}
