import type { FastifyInstance } from 'fastify';
import { isTakenPlace } from './fixed-paths.js';

interface KnownPath {
  readonly pattern: RegExp;
  readonly precision: string;
  readonly methods: Set<string>;
}

/** Which methods each path takes. Fastify answers 404 where the path exists under another method; the API answers 405. */
export class RouteTable {
  private readonly paths = new Map<string, KnownPath>();

  /** Must be called before any route is registered. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      if (isTakenPlace(config)) return;
      for (const name of Array.isArray(method) ? method : [method]) this.add(url, name);
    });
  }

  /** Of the path that is meant where several fit: /v1/equipment/bulk is no machine. Empty where there is none. */
  methodsFor(path: string): string[] {
    const decoded = decode(path);
    const fitting = [...this.paths.values()].filter(({ pattern }) => pattern.test(decoded));
    const [meant] = fitting.sort((a, b) => (a.precision < b.precision ? -1 : 1));
    return meant ? [...meant.methods, 'OPTIONS'].sort() : [];
  }

  private add(url: string, method: string): void {
    // A wildcard, such as that for CORS preflights, says nothing about any one path.
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

/** Sorts as the router chooses: at the first step that differs a fixed one comes before a parameter, and that before a wildcard. */
function precisionOf(shape: string): string {
  const steps = shape.split('/').map((step) => (step === '*' ? 2 : step === ':' ? 1 : 0));
  return steps.join('');
}

/** As the router reads it. It refuses broken escapes by itself. */
function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
