import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { withTimeout } from '#libs/kernel';
import type { Drain } from './drain.js';
import { HealthMetric } from './health-metric.js';
import { ReadinessProbe } from './readiness-probe.js';

const PROBE_TIMEOUT_MS = 2_000;

type Checks = Record<string, 'up' | 'down'>;

/** Plain Fastify routes, because probes come every second without a credential and must work when nothing else does. */
export function serveHealth(fastify: FastifyInstance, app: INestApplicationContext, drain: Drain): void {
  let probes: ReadinessProbe[] | undefined;
  let figures: HealthMetric[] | undefined;
  fastify.get('/health/live', (_request, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'alive' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const [checks, told] = await Promise.all([
      runProbes((probes ??= providersOf(app, ReadinessProbe))),
      readMetrics((figures ??= providersOf(app, HealthMetric))),
    ]);
    const isReady = !drain.started && Object.values(checks).every((state) => state === 'up');
    const status = drain.started ? 'draining' : isReady ? 'ready' : 'unavailable';
    return reply
      .code(isReady ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({ status, checks, figures: told });
  });
}

function providersOf<T>(app: INestApplicationContext, kind: abstract new (...args: never[]) => T): T[] {
  const modules = [...app.get(ModulesContainer).values()];
  const instances = modules.flatMap((module) => [...module.providers.values()].map(({ instance }) => instance));
  return [...new Set(instances.filter((instance): instance is T => instance instanceof kind))];
}

/** Null for a metric that cannot be read in time. */
async function readMetrics(figures: readonly HealthMetric[]): Promise<Record<string, unknown>> {
  const read = async (figure: HealthMetric) => [
    figure.name,
    await withTimeout(figure.read(), PROBE_TIMEOUT_MS).catch(() => null),
  ];
  return Object.fromEntries(await Promise.all(figures.map(read))) as Record<string, unknown>;
}

async function runProbes(probes: readonly ReadinessProbe[]): Promise<Checks> {
  const states = await Promise.all(probes.map(async (probe) => [probe.name, await stateOf(probe)] as const));
  return Object.fromEntries(states);
}

function stateOf(probe: ReadinessProbe): Promise<'up' | 'down'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('down'), PROBE_TIMEOUT_MS);
    probe
      .check()
      .then(
        () => resolve('up'),
        () => resolve('down'),
      )
      .finally(() => clearTimeout(timer));
  });
}
