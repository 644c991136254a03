import type { Scene } from '../../../core/ports.ts';

/** What the character says now. */
export function reply(scene: Scene, _seed: number | undefined): string {
  return scene.character.firstMessage
    .replaceAll('{{user}}', scene.partner)
    .replaceAll('{{char}}', scene.character.displayName);
}
