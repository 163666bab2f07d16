import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Drain } from './drain.js';
import { ReadinessProbe } from './readiness-probe.js';

const PROBE_TIMEOUT_MS = 2_000;

type Checks = Record<string, 'up' | 'down'>;

/** Plain Fastify routes: probes come every second, carry no credential and must work while everything else does not. */
export function serveHealth(fastify: FastifyInstance, app: INestApplicationContext, drain: Drain): void {
  let probes: ReadinessProbe[] | undefined;
  fastify.get('/health/live', (_request, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'alive' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const checks = await runProbes((probes ??= findProbes(app)));
    const isReady = !drain.started && Object.values(checks).every((state) => state === 'up');
    const status = drain.started ? 'draining' : isReady ? 'ready' : 'unavailable';
    return reply
      .code(isReady ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({ status, checks });
  });
}

function findProbes(app: INestApplicationContext): ReadinessProbe[] {
  const modules = [...app.get(ModulesContainer).values()];
  const instances = modules.flatMap((module) => [...module.providers.values()].map(({ instance }) => instance));
  return [...new Set(instances.filter((instance) => instance instanceof ReadinessProbe))];
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
