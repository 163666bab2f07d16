import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { giveToOwner, type ServerHome } from './server-home.js';

const portFile = (home: ServerHome): string => join(home.folder, 'port');

/** The last port where it is free, so that pools of other processes find a restarted server. */
export async function choosePort(home: ServerHome): Promise<number> {
  const last = Number(readIfThere(portFile(home)));
  return (last > 0 && (await freePort(last))) || (await freePort(0)) || 0;
}

export function rememberPort(home: ServerHome, port: number): number {
  writeFileSync(portFile(home), `${port}\n`, { mode: 0o600 });
  giveToOwner(home, portFile(home));
  return port;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Whether something listens; the pid file of a server that was just killed may still exist. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
