/** What a reader of the document needs beyond its being right. */
export interface ReadOperation {
  readonly summary: string;
  readonly description: string;
  readonly 'x-permission'?: string;
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        { readonly schema: { readonly $ref?: string }; readonly example?: unknown; readonly examples?: unknown }
      >
    >;
  };
}

const FEWEST_WORDS = 12;
const permissionSentence = /Needs the permission `[a-z_]+:[a-z_]+`\.$/;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether it tells more than the summary and who may call it. */
export function saysMore({ summary, description }: ReadOperation): boolean {
  const told = wordsOf(description.trim().replace(permissionSentence, ''));
  const known = new Set(wordsOf(summary));
  return told.length >= FEWEST_WORDS && told.filter((word) => !known.has(word)).length >= FEWEST_WORDS / 2;
}

/** Permissions that no operation needs or speaks of. */
export function unusedPermissions(names: readonly string[], operations: readonly ReadOperation[]): string[] {
  const needed = new Set(operations.map((operation) => operation['x-permission']));
  const isToldOf = (name: string) => operations.some(({ description }) => description.includes(`\`${name}\``));
  return names.filter((name) => !needed.has(name) && !isToldOf(name));
}

/** Operations whose body shows what that of another one shows, by `where`: what fits all of them explains none. */
export function repeatedExamples(operations: readonly (readonly [where: string, ReadOperation])[]): string[] {
  const shown = operations.flatMap(([where, { requestBody }]) => {
    const { schema, example, examples } = requestBody?.content['application/json'] ?? {};
    return schema ? [[where, JSON.stringify([schema.$ref, example ?? examples])] as const] : [];
  });
  return shown.filter(([, own]) => shown.filter(([, other]) => other === own).length > 1).map(([where]) => where);
}

interface Ordered {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** What people look for first, and give first. */
const titles = [
  'invoiceNumber',
  'tenantSlug',
  'title',
  'name',
  'label',
  'scheduleName',
  'equipmentNumber',
  'partNumber',
  'orderNumber',
  'requestNumber',
  'workOrderNumber',
  'email',
  'kind',
  'workOrderTitle',
  'userName',
  'url',
  'caption',
];
const lastOfAll = ['version', 'createdAt', 'updatedAt'];

/** Of a body: what must be given stands before what may be. */
export function bodyOrderFaults({ properties = {}, required = [] }: Ordered): string[] {
  const names = Object.keys(properties);
  const firstOptional = names.findIndex((name) => !required.includes(name));
  return firstOptional < 0 ? [] : names.slice(firstOptional).filter((name) => required.includes(name));
}

/** Of a resource: its id and what it is called, in the end its version and times; behind them only what has to be asked for. */
export function resourceOrderFaults({ properties = {}, required = [] }: Ordered): string[] {
  const names = Object.keys(properties);
  if (!names.includes('id') || !names.includes('version')) return [];
  const always = names.filter((name) => required.includes(name));
  const [first, second = ''] = always;
  return [
    ...(first === 'id' ? [] : ['id']),
    ...(titles.includes(second) ? [] : [second]),
    ...lastOfAll.filter((name, index) => always.at(index - lastOfAll.length) !== name),
  ];
}
