/** What helps a folder that cannot be written to, by what the system said: no owner can write where nobody can. */
export function remedyForUnwritable(folder: string, error: unknown, withContent = false): string {
  if (error instanceof Error && 'code' in error && error.code === 'EROFS')
    return `It lies on a file system that is mounted read-only; mount it for writing (in a container: without ":ro").`;
  return `Give it to the user that runs Acore: chown ${withContent ? '-R ' : ''}"$(id -un)" ${folder}`;
}
