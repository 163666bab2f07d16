import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { provisionTestTenant } from '#libs/testing';
import { pathParameters, type Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import type { ContextName } from '../api/recipes/index.js';
import { pendingToken } from '../../../support/authenticator.js';
import { addOperator, type Stage } from '../api/stage.js';
import type { Contract, ContractSuite } from './contract-suite.js';

// Who may call what. test/e2e/contract/roles/<context>.json is written by the suite and reviewed by people:
//   UPDATE_ROLES=1 npm test -- contexts/<context> -t roles

const names = ['admin', 'manager', 'employee', 'technician', 'customer'] as const;
const operators = { support: 'support operator', admin: 'admin operator' } as const;
/** Between the two steps of a sign-in, and a user who has to add a second factor before anything else. */
const unfinished = { pending: 'two-factor pending', enrolling: 'enrolling' } as const;
/** `api_key` has every scope that there is: an operation with a permission is decided by it, see below. */
const callers = [
  'anonymous',
  ...names,
  operators.support,
  operators.admin,
  'api_key',
  ...Object.values(unfinished),
] as const;
type Caller = (typeof callers)[number];
const userRoles = Object.fromEntries(names.map((name) => [name, name]));
type Admitted = Readonly<Record<string, string>>;

/** The allowed roles by operation. */
export const matrixOf = (context: ContextName): Admitted =>
  JSON.parse(readFileSync(fileOf(context), 'utf8')) as Admitted;

const fileOf = (context: ContextName): URL => new URL(`../roles/${context}.json`, import.meta.url);

async function tokensOf(stage: Stage): Promise<Record<Caller, string | null>> {
  const { tenant, operatorToken } = stage;
  const tokenOf = async (role: string) => [role, (await tenant.tokens(await tenant.addUser(role))).accessToken];
  const ofRoles = Object.fromEntries(await Promise.all(names.map(tokenOf))) as Record<Caller, string>;
  const support = await stage.signInOperator(await addOperator(tenant, 'support'));
  const ofOperators = { [operators.support]: support.accessToken, [operators.admin]: operatorToken };
  return {
    ...ofRoles,
    ...ofOperators,
    anonymous: null,
    api_key: await keyWith(stage, scopesOf(stage)),
    ...(await unfinishedSignIns(stage)),
  };
}

async function unfinishedSignIns({ tenant }: Stage) {
  const demanding = await provisionTestTenant(tenant.testApp);
  const admin = await demanding.as('admin');
  const user = await demanding.addUser('manager');
  const [pending, enrolling] = [await pendingToken(demanding), await demanding.tokens(user)];
  const { headers } = await admin.get('/v1/tenant').expect(200);
  const settings = { twoFactorRequiredFor: ['manager'] };
  await admin
    .patch('/v1/tenant')
    .set('If-Match', headers['etag'] as string)
    .send({ settings })
    .expect(200);
  return { [unfinished.pending]: pending, [unfinished.enrolling]: enrolling.accessToken };
}

/** All that a key may be given. */
function scopesOf({ api }: Stage): readonly string[] {
  return api.schemas['ApiKeyScope']!.enum as string[];
}

async function keyWith(stage: Stage, scopes: readonly string[]): Promise<string> {
  const { json } = await stage.perform('createApiKey', { body: { name: 'Program', scopes } });
  return json.key as string;
}

/** One key with the scope alone, and one with all others. */
class KeysOfScopes {
  private readonly made = new Map<string, Promise<readonly [alone: string, others: string]>>();

  constructor(private readonly stage: Stage) {}

  of(scope: string): Promise<readonly [alone: string, others: string]> {
    const keys = this.made.get(scope) ?? this.make(scope);
    this.made.set(scope, keys);
    return keys;
  }

  private make(scope: string): Promise<[string, string]> {
    const others = scopesOf(this.stage).filter((each) => each !== scope);
    return Promise.all([keyWith(this.stage, [scope]), keyWith(this.stage, others)]);
  }
}

function isScoped({ permission, access }: Operation): boolean {
  return permission !== undefined && access !== 'operator';
}

function callersOf(operation: Operation): readonly Caller[] {
  return isScoped(operation) ? callers.filter((caller) => caller !== 'api_key') : callers;
}

/** Credentials of one surface are invalid on the other. */
function isStranger({ access }: Operation, caller: Caller): boolean {
  if (caller === unfinished.pending) return true;
  return caller === 'anonymous' || (access === 'operator') !== caller.endsWith(' operator');
}

export const roles: ContractSuite = (operations, { context, stage }: Contract) => {
  const matrix = matrixOf(context);
  const decisions: Record<string, string> = {};
  let tokens: Record<Caller, string | null>;
  let keys: KeysOfScopes;
  beforeAll(async () => {
    tokens = await tokensOf(await stage());
    keys = new KeysOfScopes(await stage());
  });
  afterAll(() => {
    if (!process.env['UPDATE_ROLES']) return;
    const all = operations.map(({ id }) => [id, decisions[id] ?? matrix[id]] as const);
    writeFileSync(fileOf(context), `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  });

  /** Changes nothing: allowed callers get a refusal for an unknown parameter, or for an unknown row. */
  async function isLetIn(operation: Operation, caller: Caller, token = tokens[caller]): Promise<boolean> {
    const ids = Object.fromEntries(pathParameters(operation).map((name) => [name, randomUUID()]));
    const call = { ids, query: { undeclared: '1' }, token };
    const { status } = await (await stage()).send(operation, call);
    if (status < 400) throw new Error(`${caller} is answered ${status} in spite of an undeclared parameter`);
    if (status !== 401 && status !== 403) return true;
    expect({ caller, status }).toEqual({ caller, status: isStranger(operation, caller) ? 401 : 403 });
    return false;
  }

  testEach('an operation lets in whom the matrix names, and nobody else', operations, async (operation) => {
    const admitted: Caller[] = [];
    for (const caller of callersOf(operation)) if (await isLetIn(operation, caller)) admitted.push(caller);
    const decision = admitted.length === callers.length ? 'everyone' : admitted.join(', ') || 'nobody';
    decisions[operation.id] = decision;
    if (process.env['UPDATE_ROLES']) return;
    expect(decision).toBe(matrix[operation.id] ?? `undecided: see the head of roles.suite.ts`);
  });

  const guarded = operations.filter(({ permission }) => permission !== undefined);
  testEach('the matrix agrees with the published catalogue of permissions', guarded, async (operation) => {
    const { id, permission, access } = operation;
    const [published, named] =
      access === 'operator' ? ['listOperatorPermissions', operators] : ['listPermissions', userRoles];
    const { json } = await (await stage()).perform(published);
    const catalogue = json.data as { name: string; roles: string[] }[];
    const holders = catalogue.find(({ name }) => name === permission)?.roles ?? [];
    const admitted = Object.entries(named).filter(([role]) => holders.includes(role));
    expect((decisions[id] ?? matrix[id])!).toBe(admitted.map(([, caller]) => caller).join(', '));
  });

  testEach(
    'an API key is let in by the scope of the operation, and by no other',
    operations.filter(isScoped),
    async (operation) => {
      const permission = operation.permission!;
      if (!scopesOf(await stage()).includes(permission)) {
        expect(permission).toMatch(/^api_keys:/);
        expect(await isLetIn(operation, 'api_key')).toBe(false);
        return;
      }
      const [alone, others] = await keys.of(permission);
      expect(await isLetIn(operation, 'api_key', alone)).toBe(true);
      expect(await isLetIn(operation, 'api_key', others)).toBe(false);
    },
  );
};
