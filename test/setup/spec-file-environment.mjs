// Where a spec file runs. After its last hook everything is closed that is open still (libs/testing/spec-file-end.ts), so that neither a
// failed beforeAll nor a forgotten afterAll leaves applications, connections and databases to the files after it.
import { setTimeout as delay } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';
import { reuseCompiledCode } from './reuse-compiled-code.mjs';

reuseCompiledCode();

export default class SpecFileEnvironment extends TestEnvironment {
  async handleTestEvent({ name }) {
    if (name !== 'run_finish') return;
    // what was opened last may stand on what was opened before
    for (const close of [...(this.global.stillOpen ?? [])].reverse()) await close();
    if (!(await withinASecond(() => !process.getActiveResourcesInfo().includes('TCPServerWrap'))))
      throw new Error('A server still listens when all tests are over.');
  }
}

/** A server that is closed goes only when its last connection has. */
async function withinASecond(isSo) {
  for (let waited = 0; !isSo() && waited < 1_000; waited += 20) await delay(20);
  return isSo();
}
