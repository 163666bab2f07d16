import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closesAtEnd } from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { fieldpilotProcess } from '../tenancy/command-line.js';
import { startProduct, stopProduct, type Ending, type ProductProcess } from '../tenancy/product-process.js';

export interface Answer {
  readonly status: number;
  readonly milliseconds: number;
  /** The media type of the body. */
  readonly type: string;
  /** The id of the created resource. */
  readonly id?: string;
}

/** The product as a process of its own on its own PostgreSQL, with one tenant whose administrator calls it. */
export interface ProductInUse {
  readonly product: ProductProcess;
  readonly address: string;
  readonly dataDir: string;
  /** The administrator's, for calls of another kind. */
  readonly authorization: string;
  create(): Promise<Answer>;
  list(): Promise<Answer>;
  health(name: 'live' | 'ready'): Promise<number>;
  /** The ids of these facilities that exist. */
  found(ids: readonly string[]): Promise<string[]>;
  /** At the latest this happens at the end of the spec file. */
  close(): Promise<Ending>;
}

export async function useProduct(environment: Record<string, string> = {}): Promise<ProductInUse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-reliability-'));
  // when root runs this, the server runs under another account, which must be able to enter the folder
  chmodSync(dataDir, 0o711);
  const product = startProduct({ FIELDPILOT_DATA: dataDir, ...environment });
  const close = async (): Promise<Ending> => {
    const ending = await stopProduct(product);
    rmSync(dataDir, { recursive: true, force: true });
    return ending;
  };
  closesAtEnd(async () => void (await close()));
  const address = await product.ready;
  const token = await signIn(address, dataDir);
  const authorization = `Bearer ${token}`;
  const call = (path: string, init: RequestInit = {}): Promise<Answer> =>
    timed(`${address}${path}`, { ...init, headers: { authorization, 'content-type': 'application/json' } });
  return {
    product,
    address,
    dataDir,
    authorization,
    create: () => call('/v1/facilities', { method: 'POST', body: JSON.stringify(facility()) }),
    list: () => call('/v1/facilities?limit=10'),
    health: async (name) => (await fetch(`${address}/health/${name}`)).status,
    found: async (ids) => {
      const there: string[] = [];
      for (const id of ids) if ((await call(`/v1/facilities/${id}`)).status === 200) there.push(id);
      return there;
    },
    close,
  };
}

function facility(): object {
  return { ...aFacility(), facilityCode: randomUUID().slice(0, 23) };
}

async function signIn(address: string, dataDir: string): Promise<string> {
  const words = ['tenants', 'create', '--slug', 'busy', '--name', 'Busy', '--json'];
  const { code, stdout, stderr } = await fieldpilotProcess(words, { FIELDPILOT_DATA: dataDir });
  if (code !== 0) throw new Error(`No tenant was made: ${stderr}`);
  const { admin } = JSON.parse(stdout) as { admin: { email: string; password: string } };
  const response = await fetch(`${address}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: 'busy', ...admin }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** A request without a response has the status 0. */
async function timed(url: string, init: RequestInit): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(url, init).catch(() => undefined);
  const body = (await response?.json().catch(() => undefined)) as { id?: string } | undefined;
  return {
    status: response?.status ?? 0,
    milliseconds: performance.now() - start,
    type: response?.headers.get('content-type') ?? '',
    id: body?.id,
  };
}
