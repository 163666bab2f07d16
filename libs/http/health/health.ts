import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { inTime } from '#libs/kernel';
import type { Drain } from './drain.js';
import { HealthFigure } from './health-figure.js';
import { ReadinessProbe } from './readiness-probe.js';

const PROBE_TIMEOUT_MS = 2_000;

type Checks = Record<string, 'up' | 'down'>;

/** Plain Fastify routes: probes come every second, carry no credential and must work while everything else does not. */
export function serveHealth(fastify: FastifyInstance, app: INestApplicationContext, drain: Drain): void {
  let probes: ReadinessProbe[] | undefined;
  let figures: HealthFigure[] | undefined;
  fastify.get('/health/live', (_request, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'alive' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const [checks, told] = await Promise.all([
      runProbes((probes ??= providersOf(app, ReadinessProbe))),
      readFigures((figures ??= providersOf(app, HealthFigure))),
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

/** Null for one that cannot be told in time. */
async function readFigures(figures: readonly HealthFigure[]): Promise<Record<string, unknown>> {
  const read = async (figure: HealthFigure) => [
    figure.name,
    await inTime(figure.read(), PROBE_TIMEOUT_MS).catch(() => null),
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
