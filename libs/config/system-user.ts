import { userInfo } from 'node:os';

/** The operating system's user of this process, for the audit log; behind sudo also whoever typed it. */
export function systemUser({ SUDO_USER: caller }: NodeJS.ProcessEnv = process.env): string {
  const account = accountName();
  return caller && caller !== account ? `${caller} as ${account}` : account;
}

/** Its number where it has no name, as in many containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
