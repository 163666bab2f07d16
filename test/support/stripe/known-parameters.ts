import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const known = JSON.parse(readFileSync(join(import.meta.dirname, 'parameters.json'), 'utf8')) as Record<
  string,
  string[]
>;

/** The call that a path is, such as `POST /v1/checkout/sessions/:id/expire`, and the id in it. */
export function callOf(method: string, path: string): { call: string; id: string } | undefined {
  for (const call of Object.keys(known)) {
    const [verb, pattern = ''] = call.split(' ');
    const match = new RegExp(`^${pattern.replace(':id', '([^/]+)')}$`).exec(path);
    if (match && verb === method) return { call, id: match[1] ?? '' };
  }
  return undefined;
}

/** `a[b][0][c]` as `a.b[].c`. */
function pathOf(name: string): string {
  const [first = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''));
  return rest.reduce((path, part) => (/^\d+$/.test(part) ? `${path}[]` : `${path}.${part}`), first);
}

/** The first parameter that Stripe does not know for the call. */
export function unknownParameter(call: string, form: URLSearchParams): string | undefined {
  const paths = new Set(known[call]);
  return [...form.keys()].find((name) => {
    const path = pathOf(name).replace(/\[\]$/, '');
    return !paths.has(path) && !paths.has(path.replace(/\.[^.]+$/, '.*'));
  });
}
