const redacted = '[secret]';

/** Credentials that are in no setting: webhook addresses, and what a client library puts into its own errors. */
const credentials: [RegExp, string][] = [
  [/(webhooks\/\d+\/)[\w-]{20,}/g, `$1${redacted}`],
  [/\b(Bot|Bearer|Basic) [\w.~+/=-]{16,}/g, `$1 ${redacted}`],
];

/** Takes every known secret out of a line, in each of the ways it may be written there. */
export function redactor(secrets: readonly string[]): (line: string) => string {
  const spellings = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const known = [...new Set(spellings)].sort((a, b) => b.length - a.length);
  return (line) => {
    const without = known.reduce((text, secret) => text.replaceAll(secret, redacted), line);
    return credentials.reduce((text, [pattern, instead]) => text.replace(pattern, instead), without);
  };
}
