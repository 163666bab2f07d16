import type { AddressInfo } from 'node:net';
import type { AppConfig } from '#libs/config';
import { StartupError } from '#libs/kernel';

interface Listener {
  listen(port: number, host: string): Promise<unknown>;
  getHttpServer(): { address(): AddressInfo | string | null };
}

/** @returns the public address. @throws StartupError for a port that is not available */
export async function listen(app: Listener, { host, port, publicUrl }: AppConfig): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw explained(error, host, port);
  }
  const address = app.getHttpServer().address() as AddressInfo;
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return publicUrl ?? `http://${name}:${address.port}`;
}

function portTaken(host: string, port: number): StartupError {
  return new StartupError(
    `Port ${port} on ${host} is taken. Stop the program that uses it, or set PORT to another one (0 takes any free one).`,
  );
}

function explained(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return portTaken(host, port);
  if (code === 'EACCES')
    return new StartupError(`Port ${port} is not for this user. Set PORT to one above 1023.`, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartupError(`This machine has no address ${host}. Correct HOST, or leave it out.`, { cause: error });
  }
  return error;
}
