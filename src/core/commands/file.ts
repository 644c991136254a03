import { z } from 'zod';
import { UserError } from '../errors.ts';

/** A file that somebody gives to a command, from whatever host; it is read only when it is wanted. */
export interface GivenFile {
  name: string;
  contentType?: string | undefined;
  /** In bytes, as announced. */
  size: number;
  /** Throws UserError when it cannot be had or is larger than `largestFileBytes`. */
  bytes(): Promise<Uint8Array>;
}

/** The largest file that a command is given, and the largest lorebook of a folder. */
export const largestFileBytes = 20 * 1024 * 1024;
/** The same as people read it. */
export const largestFile = `${megabytes(largestFileBytes)} MB`;

/** By this mark in an input's schema hosts know that it takes a file. */
export const fileFormat = 'binary';

/** An input of a command that takes a file; `.optional()` may follow. */
export function fileInput(description: string) {
  return z.custom<GivenFile>(isGivenFile, 'is not a file').meta({ description, format: fileFormat });
}

/** Throws UserError for a file that no command takes; says its name. */
export function refuseTooLarge(name: string, size: number): void {
  if (size <= largestFileBytes) return;
  throw new UserError(`“${name}” has ${megabytes(size)} MB; a file may have ${largestFile} at most.`);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}

function isGivenFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'function';
}
