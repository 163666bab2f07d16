import { once } from 'node:events';

export default async function stopTestCluster() {
  const cluster = globalThis.testCluster;
  if (!cluster || cluster.exitCode !== null) return;
  const gone = once(cluster, 'exit');
  cluster.ref();
  cluster.stdin.end();
  await gone;
}
