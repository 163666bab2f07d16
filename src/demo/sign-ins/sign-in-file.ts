import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from '#libs/kernel';
import type { DemoSignIns } from './sign-ins.js';

/** Passwords are kept nowhere else but as hashes. Only whoever runs FieldPilot may read the file. */
export class SignInFile {
  readonly path: string;

  constructor(private readonly dataDir: string) {
    this.path = join(dataDir, 'demo-credentials.json');
  }

  async read(): Promise<DemoSignIns | undefined> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as DemoSignIns;
    } catch (error) {
      throw new Error(`${this.path} is not JSON. Correct it, or remove it and the passwords are lost.`, {
        cause: error,
      });
    }
  }

  /** Where two processes make the file at once, both go on with what the first has written. */
  async create(signIns: DemoSignIns): Promise<DemoSignIns> {
    const draft = await this.draft(signIns);
    try {
      await link(draft, this.path);
      return signIns;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return (await this.read()) ?? signIns;
    } finally {
      await rm(draft);
    }
  }

  async replace(signIns: DemoSignIns): Promise<DemoSignIns> {
    await rename(await this.draft(signIns), this.path);
    return signIns;
  }

  private async draft(signIns: DemoSignIns): Promise<string> {
    await mkdir(this.dataDir, { recursive: true });
    const draft = `${this.path}.${uuidv7()}`;
    await writeFile(draft, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return draft;
  }
}
