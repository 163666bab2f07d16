// Where spec files run: one for all of a worker, since modules that last (lasting-modules-runtime.mjs) belong to the globals they were
// evaluated with. After the last hook of a file everything is closed that is open still (libs/testing/spec-file-end.ts), so that neither a
// failed beforeAll nor a forgotten afterAll leaves applications, connections and databases to the files after it.
import { setTimeout as delay } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';
import { reuseCompiledCode } from './reuse-compiled-code.mjs';

reuseCompiledCode();

/** What Jest itself leaves in the globals, to find it again in the same file. */
const OF_JEST = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];
let environment;

export default class SpecFileEnvironment extends TestEnvironment {
  constructor(...given) {
    if (environment) return environment;
    super(...given);
    environment = this;
  }

  setup() {
    this.variables = { ...this.global.process.env };
  }

  async handleTestEvent({ name }) {
    if (name !== 'run_finish') return;
    // what was opened last may stand on what was opened before
    for (const close of [...(this.global.stillOpen ?? [])].reverse()) await close();
    if (!(await withinASecond(() => !process.getActiveResourcesInfo().includes('TCPServerWrap'))))
      throw new Error('A server still listens when all tests are over.');
  }

  /** As the file found it. */
  teardown() {
    this.fakeTimersModern.dispose();
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
    delete this.global.stillOpen;
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (OF_JEST.includes(symbol.description)) delete this.global[symbol];
  }
}

/** A server that is closed goes only when its last connection has. */
async function withinASecond(isSo) {
  for (let waited = 0; !isSo() && waited < 1_000; waited += 20) await delay(20);
  return isSo();
}
