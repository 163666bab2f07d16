import { comparisonOf, type Comparison } from './comparison.js';
import type { Bench } from './bench.js';
import { single } from './http.bench.js';
import { request, requestsPerSecond } from './load.js';
import { signIn } from './product.js';
import { resultOf } from './result.js';
import { inSchema } from './server.js';
import { eachInTurn, median } from './turns.js';

const OWN_DOMAIN = 'service.bench.acme.com';

/**
 * One work order by id, asked at the address of the server, which names no tenant, and at two hosts that name the one of the credential.
 * The address is asked with a second session too: how far that ratio is from 1 is how little the others mean.
 */
export const host: Bench = {
  about: 'a request at a host of its own tenant against the same one at an address that names none',
  measure: async (run) => {
    const comparison = await comparisonOf(run);
    await addOwnDomain(comparison);
    const hosts = { floor: '127.0.0.1', slug: comparison.tenant.domain, same: '127.0.0.1', own: OWN_DOMAIN };
    // a session of its own for each, as a browser has
    const requests = Object.fromEntries(
      await Promise.all(
        Object.entries(hosts).map(async ([name, at]) => [name, await requestsAt(comparison, at)] as const),
      ),
    );
    const contenders = (seconds: number) =>
      Object.fromEntries(
        Object.entries(requests).map(([name, asked]) => [
          name,
          () => requestsPerSecond(comparison.ports.product, seconds, asked),
        ]),
      );
    await eachInTurn(1, contenders(run.number(4, 2, 0.05)));
    const rounds = await eachInTurn(run.number(60, 30, 1), contenders(run.number(0.5, 0.5, 0.05)));
    return [
      resultOf('below the base domain', 'requests/s', against(rounds, 'slug')),
      resultOf('own domain', 'requests/s', against(rounds, 'own')),
      resultOf('the same address', 'requests/s', against(rounds, 'same')),
    ];
  },
};

/** The median of the ratios of each round, in which all had the same conditions: it holds to about one percent. */
function against(rounds: Record<string, number[]>, name: string): { product: number; floor: number } {
  const floor = median(rounds['floor']!);
  const ratio = median(rounds[name]!.map((figure, round) => figure / rounds['floor']![round]!));
  return { product: floor * ratio, floor };
}

async function requestsAt(comparison: Comparison, at: string): Promise<Buffer[]> {
  const token = await signIn(comparison.ports.product, comparison.tenant);
  return single(comparison.ids).map(({ method, path }) => request(method, path, token, undefined, at));
}

async function addOwnDomain({ server, tenant }: Comparison): Promise<void> {
  await inSchema(server, 'public', (client) =>
    client.query('insert into domains (tenant_id, domain, is_verified, verified_at) values ($1, $2, true, now())', [
      tenant.id,
      OWN_DOMAIN,
    ]),
  );
}
