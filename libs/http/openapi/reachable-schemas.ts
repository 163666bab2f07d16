type Components = Record<string, Record<string, unknown>>;

/** Every `#/components/<section>/<name>` that the paths refer to, directly or through other components. */
export function reachableSchemas(paths: unknown, components: Components): Set<string> {
  const reached = new Set<string>();
  const pending: unknown[] = [paths];
  while (pending.length > 0) {
    for (const reference of referencesIn(pending.pop())) {
      if (reached.has(reference)) continue;
      reached.add(reference);
      pending.push(componentAt(reference, components));
    }
  }
  return reached;
}

function componentAt(reference: string, components: Components): unknown {
  const [, , section = '', name = ''] = reference.split('/');
  const component = components[section]?.[name];
  if (component === undefined) throw new Error(`The OpenAPI document refers to ${reference}, which does not exist.`);
  return component;
}

function referencesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : referencesIn(value),
  );
}
