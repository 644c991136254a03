import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedSettings } from './config/index.ts';

/** Where the owner's frameworks lie. */
export function frameworksFolder({ dataFolder }: LoadedSettings): string {
  return resolve(dataFolder, 'frameworks');
}

/** Where cards lie: those that ship with Acore, and the owner's. */
export function characterFolders({ settings, dataFolder }: LoadedSettings): { shipped: string; own: string } {
  return {
    shipped: fileURLToPath(new URL('../characters', import.meta.url)),
    own: resolve(dataFolder, settings.characters.folder ?? 'characters'),
  };
}

/** Where models lie that were fetched. */
export function modelsFolder({ dataFolder }: LoadedSettings): string {
  return resolve(dataFolder, 'models');
}

/** Where the owner's documents lie, which are known everywhere. */
export function documentsFolder({ settings, dataFolder }: LoadedSettings): string {
  return resolve(dataFolder, settings.documents.folder ?? 'documents');
}

/** Where the owner's lorebooks lie, which count everywhere. */
export function lorebookFolder({ settings, dataFolder }: LoadedSettings): string {
  return resolve(dataFolder, settings.lore.folder ?? 'lorebooks');
}
