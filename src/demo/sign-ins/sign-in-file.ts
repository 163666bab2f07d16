import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from '#libs/kernel';
import type { DemoSignIns } from './sign-ins.js';

/**
 * The only place of the passwords, apart from their hashes; only the operating system user who runs FieldPilot may read it. It has a
 * temporary name until the accounts exist, since a file with the final name promises that its sign-ins work.
 */
export class SignInFile {
  readonly path: string;
  private readonly unfinished: string;

  constructor(private readonly dataDir: string) {
    this.path = join(dataDir, 'demo-credentials.json');
    this.unfinished = `${this.path}.unfinished`;
  }

  async read(): Promise<DemoSignIns | undefined> {
    // once more, since it may have been published between the two reads
    for (const path of [this.path, this.unfinished, this.path]) {
      const text = await textOf(path);
      if (text !== undefined) return parse(path, text);
    }
    return undefined;
  }

  /** When two processes create the file at once, both use what the first has written. */
  async create(signIns: DemoSignIns): Promise<DemoSignIns> {
    const draft = await this.draft(signIns);
    try {
      await link(draft, this.unfinished);
      return signIns;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      return (await this.read()) ?? signIns;
    } finally {
      await rm(draft);
    }
  }

  async replace(signIns: DemoSignIns): Promise<DemoSignIns> {
    const path = (await textOf(this.path)) === undefined ? this.unfinished : this.path;
    await rename(await this.draft(signIns), path);
    return signIns;
  }

  /** Called when all accounts exist. When another process has published its file before, that one counts. */
  async publish(): Promise<DemoSignIns | undefined> {
    await link(this.unfinished, this.path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOENT') throw error;
    });
    await rm(this.unfinished, { force: true });
    return this.read();
  }

  private async draft(signIns: DemoSignIns): Promise<string> {
    await mkdir(this.dataDir, { recursive: true });
    const draft = `${this.path}.${uuidv7()}`;
    await writeFile(draft, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return draft;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(path: string, text: string): DemoSignIns {
  try {
    return JSON.parse(text) as DemoSignIns;
  } catch (error) {
    throw new Error(`${path} is not JSON. Correct it, or remove it and the passwords are lost.`, { cause: error });
  }
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}
