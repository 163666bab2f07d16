import type { FastifyInstance } from 'fastify';
import { isMethodNotAllowedRoute } from './fixed-paths.js';

interface KnownPath {
  readonly pattern: RegExp;
  readonly precision: string;
  readonly methods: Set<string>;
}

/** The methods of each path. Fastify responds 404 where the path has only other methods; the API responds 405. */
export class RouteTable {
  private readonly paths = new Map<string, KnownPath>();

  /** Must be called before any route is registered. */
  collectFrom(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      if (isMethodNotAllowedRoute(config)) return;
      for (const name of Array.isArray(method) ? method : [method]) this.add(url, name);
    });
  }

  /** The methods of the most specific path that matches: /v1/equipment/bulk is not an equipment's path. Empty where none matches. */
  methodsFor(path: string): string[] {
    const decoded = decode(path);
    const fitting = [...this.paths.values()].filter(({ pattern }) => pattern.test(decoded));
    const [meant] = fitting.sort((a, b) => (a.precision < b.precision ? -1 : 1));
    return meant ? [...meant.methods, 'OPTIONS'].sort() : [];
  }

  private add(url: string, method: string): void {
    // a wildcard route, such as that for CORS preflights, belongs to no single path
    if (url === '*' || url === '/*') return;
    const shape = url.replace(/:[^/]+/g, ':');
    const known = this.paths.get(shape) ?? {
      pattern: patternOf(shape),
      precision: precisionOf(shape),
      methods: new Set<string>(),
    };
    known.methods.add(method);
    this.paths.set(shape, known);
  }
}

function patternOf(shape: string): RegExp {
  const source = shape
    .split('/')
    .map((step) => (step === ':' ? '[^/]+' : step === '*' ? '.*' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${source.join('/')}$`);
}

/** Sorts like the router: at the first segment that differs a fixed one comes before a parameter, and a parameter before a wildcard. */
function precisionOf(shape: string): string {
  const steps = shape.split('/').map((step) => (step === '*' ? 2 : step === ':' ? 1 : 0));
  return steps.join('');
}

/** Decodes like the router, which rejects broken escapes by itself. */
function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
