// A process of its own that runs the embedded server on a data folder until its standard input ends. Says on standard
// output, as lines of JSON, what it does.
import { startEmbeddedPostgres } from '../../libs/postgres-server/embedded/embedded-postgres.js';

const [dataDir = ''] = process.argv.slice(2);
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: (log) => say({ log }) });
  say({ port: server.port, attached: server.attached });
  await new Promise((resolve) => process.stdin.resume().once('close', resolve));
  await server.stop();
} catch (error) {
  say({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  process.exitCode = 1;
}
