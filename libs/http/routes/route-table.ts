import type { FastifyInstance } from 'fastify';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Which methods each path takes. Fastify answers 404 where the path exists under another method; the API answers 405. */
export class RouteTable {
  private readonly paths = new Map<string, KnownPath>();

  /** Must be called before any route is registered. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      for (const name of Array.isArray(method) ? method : [method]) this.add(url, name);
    });
  }

  methodsFor(path: string): string[] {
    const methods = new Set<string>();
    for (const known of this.paths.values()) {
      if (known.pattern.test(path)) known.methods.forEach((method) => methods.add(method));
    }
    return [...methods].sort();
  }

  private add(url: string, method: string): void {
    // A wildcard, such as that for CORS preflights, says nothing about any one path.
    if (url === '*' || url === '/*') return;
    const known = this.paths.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    known.methods.add(method);
    this.paths.set(url, known);
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((step) =>
      step.startsWith(':') ? '[^/]+' : step === '*' ? '.*' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${source.join('/')}$`);
}
