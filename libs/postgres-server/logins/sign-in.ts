import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartupError } from '#libs/kernel';

const notThereYet = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '57P03',
]);
const refused = new Set(['28P01', '28000']);

/** For a server that answered a moment ago. */
const RECONNECT_MS = 5_000;

interface SignInOptions {
  /** The variable that holds the address, for the message. */
  readonly variable: string;
  /** How long to wait for a server that does not answer yet. */
  readonly waitMs?: number;
}

/** Runs the work with a connection. @throws StartupError when it cannot sign in */
export async function withSignedInClient<T>(
  url: string,
  options: SignInOptions,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await signIn(url, options);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function maySignIn(url: string, variable: string): Promise<boolean> {
  try {
    return await withSignedInClient(url, { variable, waitMs: RECONNECT_MS }, async () => true);
  } catch (error) {
    if (error instanceof StartupError && refused.has(codeOf(error.cause))) return false;
    throw error;
  }
}

async function signIn(url: string, { variable, waitMs = 0 }: SignInOptions): Promise<pg.Client> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      application_name: 'fieldpilot start',
    });
    // a lost connection also fails the running query; without a listener the event would end the process
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!notThereYet.has(codeOf(error)) || Date.now() > deadline) throw explained(error, client, variable);
      await delay(200);
    }
  }
}

function explained(error: unknown, { host, port, user, database }: pg.Client, variable: string): StartupError {
  const code = codeOf(error);
  const reason = code || (error instanceof Error ? error.message : String(error));
  const at = `The database server at ${host}:${port}`;
  if (refused.has(code))
    return new StartupError(`${at} refuses ${user}. Correct user and password in ${variable}.`, { cause: error });
  if (code === '3D000') {
    return new StartupError(`${at} has no database ${database}. Create it, or correct ${variable}.`, { cause: error });
  }
  return new StartupError(
    `${at} cannot be reached (${reason}). Start it, or correct ${variable}; without DATABASE_URL FieldPilot runs its own.`,
    { cause: error },
  );
}

function codeOf(error: unknown): string {
  return (error as { code?: string } | undefined)?.code ?? '';
}
