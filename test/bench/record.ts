import { createApi } from '../../src/boot/application.js';
import { sentStatements, withoutBookkeeping } from '../../libs/testing/sent-statements.js';
import type { Recording } from './floors/recording.js';
import { productConfig } from './product.js';
import type { Route } from './routes.js';
import type { BenchServer } from './server.js';

/** Records the statements that the product, running in this process, sends for each path. */
export async function record(server: BenchServer, routes: readonly Route[], token: string): Promise<Recording> {
  const app = await createApi({ config: productConfig(server), urls: server.urls });
  try {
    await app.init();
    const recording: Record<string, Recording[string]> = {};
    for (const { isList, paths } of routes) {
      for (const url of paths) {
        const sent = await sentStatements(async () => {
          const { statusCode, body } = await app.inject({ url, headers: { authorization: `Bearer ${token}` } });
          if (statusCode !== 200) throw new Error(`GET ${url} is answered ${statusCode}: ${body}`);
        });
        recording[url] = { isList, statements: withoutBookkeeping(sent) };
      }
    }
    return recording;
  } finally {
    await app.close();
  }
}
