import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NodeEnv, Secrets } from './app-config.js';
import type { EnvironmentReader } from './environment-reader.js';

const variables = { jwt: 'JWT_SECRET', cursor: 'CURSOR_SECRET', encryption: 'ENCRYPTION_KEY' } as const;
type SecretName = keyof typeof variables;
const names = Object.keys(variables) as SecretName[];
const PREVIOUS = 'ENCRYPTION_KEY_PREVIOUS';
const minimumLength = 32;
const advice = 'Set it to the output of `openssl rand -base64 32`.';
const placeholder = /(change|replace)[-_ ]?(me|this|it)|example|default|placeholder|your[-_ ]|secret|passw|fieldpilot/i;

interface SecretsLocation {
  readonly nodeEnv: NodeEnv;
  readonly dataDir: string;
  readonly readsOnly: boolean;
}

export function readSecrets(reader: EnvironmentReader, place: SecretsLocation): Secrets {
  const isProduction = place.nodeEnv === 'production';
  const given = Object.fromEntries(names.map((name) => [name, reader.text(variables[name])])) as Partial<Secrets>;
  if (isProduction) reportWeak(reader, given);
  const isComplete = names.every((name) => given[name] !== undefined);
  const stored = isComplete || isProduction ? {} : storedSecrets(reader, place);
  return {
    jwt: '',
    cursor: '',
    encryption: '',
    ...stored,
    ...defined({ ...given, previousEncryption: reader.text(PREVIOUS) }),
  };
}

function defined(secrets: Partial<Secrets>): Partial<Secrets> {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined));
}

function reportWeak(reader: EnvironmentReader, given: Partial<Secrets>): void {
  for (const name of names) {
    const weakness = weaknessOf(given[name]);
    if (weakness) reader.fault(`${variables[name]}: ${weakness}. ${advice}`);
  }
  const values = names.map((name) => given[name]).filter((value) => value !== undefined);
  if (new Set(values).size < values.length) {
    reader.fault(`${Object.values(variables).join(', ')}: two of them are equal. Give each a value of its own.`);
  }
}

/** Why a secret is unfit for production; the message never contains the secret. */
function weaknessOf(secret: string | undefined): string | undefined {
  if (secret === undefined) return 'is required in production';
  if (secret.length < minimumLength) return `is shorter than ${minimumLength} characters`;
  // random text of this length practically always has more different characters
  if (new Set(secret).size < 10) return 'repeats a few characters';
  return placeholder.test(secret) ? 'is a known default' : undefined;
}

function storedSecrets(reader: EnvironmentReader, { dataDir, readsOnly }: SecretsLocation): Partial<Secrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    if (readsOnly && !existsSync(file)) return randomSecrets();
    createOnce(file);
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    reader.fault(
      error instanceof SyntaxError
        ? `${file}: ${reason}. Restore it, or remove it to have new secrets made (everyone signs in again, stored second factors are lost).`
        : `FIELDPILOT_DATA: secrets cannot be kept in ${dataDir} (${reason}). Make the folder writable for this user, or name another one.`,
    );
    return {};
  }
}

function randomSecrets(): Partial<Secrets> {
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]));
}

/** Several processes may start at once: the first to link its file wins, and all of them read that file. */
function createOnce(file: string): void {
  makeFolder(dirname(file));
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    if (restrictToOwner(file)) return;
    writeFileSync(draft, `${JSON.stringify(randomSecrets(), null, 2)}\n`, { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Creates one folder at a time: below /proc and the like the recursive option of mkdirSync never returns. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // another process may have created it meanwhile
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Removes the access of other users. False when the file does not exist. */
function restrictToOwner(file: string): boolean {
  try {
    chmodSync(file, 0o600);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function parse(text: string): Secrets {
  const parsed = JSON.parse(text) as Partial<Record<SecretName, unknown>> | null;
  const isWhole = names.every((name) => typeof parsed?.[name] === 'string' && parsed[name] !== '');
  if (!isWhole) throw new SyntaxError(`holds no text for each of ${names.join(', ')}`);
  return parsed as Secrets;
}
