import { StartupError } from '#libs/kernel';

const folderAdvice: Record<string, string> = {
  EACCES: 'Give this user the right to write there, or set FIELDPILOT_DATA to another folder.',
  EPERM: 'Start as the user who owns it, or set FIELDPILOT_DATA to another folder.',
  EROFS: 'The file system is read-only: set FIELDPILOT_DATA to a folder that can be written.',
  ENOTDIR: 'A file is in the way: set FIELDPILOT_DATA to a folder.',
  EEXIST: 'A file is in the way: set FIELDPILOT_DATA to a folder.',
  ENOSPC: 'The disk is full: free some space and start again.',
};

export function folderError(folder: string, error: unknown): StartupError {
  const { code = 'unknown error', message } = error as NodeJS.ErrnoException;
  const advice = folderAdvice[code] ?? `Check it, or set FIELDPILOT_DATA to another folder (${message}).`;
  return new StartupError(`The data folder ${folder} cannot be used (${code}). ${advice}`, { cause: error });
}
