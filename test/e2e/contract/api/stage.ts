import { randomBytes } from 'node:crypto';
import { IdentityFacade } from '#contexts/identity';
import type { OperatorRole } from '#libs/kernel';
import type { Credentials, TestTenant } from '#libs/testing';
import { answerFaults } from './answer-check.js';
import { answerSchema, DescribedApi, needsVersion, pathParameters, type Operation } from './described-api.js';
import { fileForm, FORM_TYPE, type FileForm } from './file-form.js';
import { HttpCaller, outcome, type Answer } from './http-caller.js';
import { missing, origins, recipes, references } from './recipes/index.js';
import type { OwnCaller } from './recipes/recipe.js';
import { Sampler } from './sampler.js';
import { isFreeText, isUuid, presentSchema, propertiesOf, type Schema } from './schema.js';

export type Ids = Readonly<Record<string, string>>;

/** By name, or as a query string. */
export type Query = Readonly<Record<string, string>> | string;

export interface Call {
  readonly ids?: Ids;
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; undefined sends none. */
  readonly body?: unknown;
  /** The stage's own by default; null sends none. */
  readonly token?: string | null;
}

interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A tenant on which every operation of the document can be called, with the data that this needs. */
export class Stage {
  readonly sampler: Sampler;
  /** The latest of the callers that operations have of their own. */
  private readonly callers = new Map<string, Promise<OwnCaller>>();
  private readonly shared = new Map<string, Promise<string>>();
  private tokens!: TokenPair;
  private operatorTokens!: TokenPair;

  private constructor(
    readonly api: DescribedApi,
    readonly http: HttpCaller,
    readonly tenant: TestTenant,
    readonly operator: Credentials,
    marker: string,
  ) {
    this.sampler = new Sampler(marker, (field) => this.reference(field));
  }

  /** @param marker is contained in every text of the rows that are made here */
  static async of(tenant: TestTenant, marker: string, callsAtOnce?: number): Promise<Stage> {
    const http = new HttpCaller(tenant.testApp.baseUrl, callsAtOnce);
    tenant.testApp.closesFirst(() => http.close());
    const api = await DescribedApi.of(http);
    return new Stage(api, http, tenant, await addOperator(tenant), marker).signedIn();
  }

  /** The same application and operator, with another tenant. */
  on(tenant: TestTenant, marker: string): Promise<Stage> {
    return new Stage(this.api, this.http, tenant, this.operator, marker).signedIn();
  }

  get token(): string {
    return this.tokens.accessToken;
  }

  get operatorToken(): string {
    return this.operatorTokens.accessToken;
  }

  signIn(): Promise<TokenPair> {
    return this.tenant.tokens(this.tenant.admin);
  }

  async signInOperator(operator = this.operator): Promise<TokenPair> {
    return (await this.perform('loginOperator', { token: null, body: operator })).json as TokenPair;
  }

  async ownId(): Promise<string> {
    return (await this.perform('getMe')).json.id as string;
  }

  /** Calls an operation so that it must succeed. */
  async perform(operationId: string, call: Call = {}): Promise<Answer> {
    const operation = this.api.operation(operationId);
    const ids = call.ids ?? (await this.target(operation));
    const body = 'body' in call ? call.body : await this.body(operation);
    const headers = { ...(await this.version(operation, ids)), ...call.headers };
    const token = call.token !== undefined ? call.token : await this.tokenFor(operation);
    const answer = await this.send(operation, { ...call, ids, body, headers, token });
    if (outcome(answer) < 300) return answer;
    throw missing(`${operation.id} (${operation.method} ${operation.path}) answers ${answer.status}: ${answer.text}`);
  }

  /** Calls it exactly like this. @throws Error for a response that the document does not allow */
  async send(operation: Operation, call: Call): Promise<Answer> {
    const { ids = {}, query, headers, body, token = this.usualToken(operation) } = call;
    const path = pathWith(operation.path, ids, query);
    const sent = body === undefined ? this.form(operation) : { type: 'application/json', bytes: JSON.stringify(body) };
    const answer = await this.http.send({
      method: operation.method,
      path,
      headers: {
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(sent && { 'Content-Type': sent.type }),
        ...headers,
      },
      ...(sent && { body: sent.bytes }),
    });
    const faults = answerFaults(operation, path, answer);
    if (faults.length === 0) return answer;
    throw new Error(`${operation.id} (${operation.method} ${path}): ${faults.join('; ')}`);
  }

  /** The form of an operation that takes a file. */
  form({ bodyTypes }: Operation): FileForm | undefined {
    return bodyTypes.includes(FORM_TYPE) ? fileForm(this.sampler.marker) : undefined;
  }

  /** The ids in the path for one call: the last one is of a new row, since writes change or delete it. */
  async target(operation: Operation): Promise<Ids> {
    const { target } = recipes[operation.id] ?? {};
    if (target) return target(this);
    const ids: Record<string, string> = {};
    const names = pathParameters(operation);
    for (const [index, name] of names.entries()) {
      const collection = collectionOf(operation, name);
      const isLast = index === names.length - 1;
      ids[name] = await (isLast ? this.fresh(collection, { ...ids }) : this.row(collection));
    }
    await this.prepare(operation, ids);
    return ids;
  }

  /** A shared row of the collection, for references. */
  row(collection: string): Promise<string> {
    let row = this.shared.get(collection);
    if (!row) this.shared.set(collection, (row = this.fresh(collection)));
    return row;
  }

  /** A new row of the collection, below the parents in its path. */
  async fresh(collection: string, above: Ids = {}): Promise<string> {
    const origin = origins[collection] ?? this.api.find('POST', collection)?.id;
    if (origin === undefined) throw missing(`Nothing makes rows of ${collection}.`);
    if (typeof origin !== 'string') return origin(this, above);
    const ids = { ...(await this.rowsAbove(this.api.operation(origin))), ...above };
    return (await this.perform(origin, { ids })).json.id as string;
  }

  /** A body that the operation accepts; undefined where it takes none. */
  async body(operation: Operation): Promise<Record<string, unknown> | undefined> {
    const { body: schema } = operation;
    if (!schema) return undefined;
    const single = this.singleOf(operation);
    if (single) return { items: [await this.body(single)] };
    const { fields = [] } = recipes[operation.id] ?? {};
    const required = [...(presentSchema(schema).required ?? []), ...fields];
    const given = await this.given(operation);
    const names = (required.length > 0 ? required : firstText(schema)).filter((name) => !(name in given));
    return { ...(await this.sampler.members(schema, names)), ...given };
  }

  /** What a recipe says of the body: that of a new caller, where the operation has callers of its own. */
  async given(operation: Operation): Promise<object> {
    const { body } = recipes[operation.id] ?? {};
    return (await body?.(this)) ?? (await this.newCaller(operation))?.body ?? {};
  }

  /** The operation that a bulk operation repeats. */
  singleOf({ path }: Operation): Operation | undefined {
    return path.endsWith('/bulk') ? this.api.find('POST', path.slice(0, -'/bulk'.length)) : undefined;
  }

  /** If-Match where it is required, with the current version of the row. */
  async version(operation: Operation, ids: Ids): Promise<Readonly<Record<string, string>>> {
    if (!needsVersion(operation)) return {};
    const reading = this.readingOf(operation);
    const { headers } = await this.send(reading, { ids, token: await this.tokenFor(reading) });
    return { 'If-Match': headers.etag! };
  }

  reference(field: string): Promise<string> {
    return this.row(referredTo(field));
  }

  /** The ids in the path of an operation that creates a row below others. */
  private async rowsAbove(operation: Operation): Promise<Ids> {
    const rows = pathParameters(operation).map(async (name) => [name, await this.row(collectionOf(operation, name))]);
    return Object.fromEntries(await Promise.all(rows)) as Ids;
  }

  private async prepare(operation: Operation, ids: Ids): Promise<void> {
    for (const step of recipes[operation.id]?.after ?? []) await this.perform(step, { ids });
    const creates = operation.method === 'GET' ? this.api.find('POST', operation.path) : undefined;
    if (creates && pathParameters(operation).length > 0) await this.perform(creates.id, { ids });
  }

  /** The GET that returns the version: on the same path, or on the parent resource. */
  private readingOf({ id, path }: Operation): Operation {
    let at = path;
    do {
      const reading = this.api.find('GET', at);
      if (reading && 'version' in propertiesOf(answerSchema(reading))) return reading;
      at = at.slice(0, at.lastIndexOf('/'));
    } while (at !== '');
    throw missing(`${id} asks for If-Match, and no GET on ${path} or above it tells a version.`);
  }

  /** The credential: null where none is needed; one of its own where the call ends a session. */
  async tokenFor({ id, access }: Operation): Promise<string | null> {
    if (access === 'public') return null;
    const ownSession = recipes[id]?.ownSession;
    const own = await ((!ownSession && this.callers.get(id)) || this.newCaller({ id }));
    if (own) return own.token;
    if (!ownSession) return this.usualToken({ access });
    return (await (access === 'user' ? this.signIn() : this.signInOperator())).accessToken;
  }

  /** Where whoever called last belongs to. */
  async schemaOf({ id }: Operation): Promise<string> {
    return (await this.callers.get(id))?.tenant?.ref.schema ?? this.tenant.ref.schema;
  }

  private newCaller({ id }: Pick<Operation, 'id'>): Promise<OwnCaller> | undefined {
    const caller = recipes[id]?.caller?.(this);
    if (caller) this.callers.set(id, caller);
    return caller;
  }

  private usualToken({ access }: Pick<Operation, 'access'>): string {
    return access === 'operator' ? this.operatorToken : this.token;
  }

  private async signedIn(): Promise<this> {
    [this.tokens, this.operatorTokens] = await Promise.all([this.signIn(), this.signInOperator()]);
    return this;
  }
}

/** An operator who can sign in. */
export async function addOperator(tenant: TestTenant, role: OperatorRole = 'admin'): Promise<Credentials> {
  const operator = {
    email: `op-${randomBytes(4).toString('hex')}@example.com`,
    password: 'an operator of the platform',
  };
  await tenant.run(() => tenant.testApp.get(IdentityFacade).createOperator({ ...operator, role }));
  return operator;
}

/** The part of the path before a parameter, which names its collection. */
export function collectionOf({ path }: Operation, parameter: string): string {
  return path.slice(0, path.indexOf(`/{${parameter}}`));
}

/** The collection that a field or query parameter of this name refers to. */
export function referredTo(field: string): string {
  const collection = references[field];
  if (!collection) throw missing(`What is the id in "${field}" of?`);
  return collection;
}

export function pathWith(template: string, ids: Ids, query?: Query): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `{${name}}`);
  if (!query) return path;
  return `${path}?${typeof query === 'string' ? query : new URLSearchParams(query).toString()}`;
}

/** The field that a PATCH changes: one of free text, or else the first one. */
function firstText(schema: Schema): string[] {
  const fields = Object.entries(propertiesOf(schema));
  const [name] = fields.find(([, field]) => isFreeText(field)) ?? fields.find(([, field]) => !isUuid(field)) ?? [];
  return name === undefined ? [] : [name];
}
