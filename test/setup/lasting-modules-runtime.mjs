// How a worker loads modules. Jest evaluates all of them anew for each spec file: two thousand where the application is booted, which takes
// longer than most tests. Here the modules of the product and of its packages last from one file to the next, as they do in a process
// that boots the application several times; those of the tests are evaluated anew.
import { fileURLToPath } from 'node:url';
import JestRuntime from 'jest-runtime';

const root = new URL('../..', import.meta.url);
/** CommonJS modules are registered by path, others by address. */
const roots = [root.href, fileURLToPath(root)];

const lasts = (name) => {
  const path = roots.reduce((rest, start) => (rest.startsWith(start) ? rest.slice(start.length) : rest), name);
  return /^(?:node_modules|src|libs)\//.test(path) && !/^libs\/testing\/|\.spec\.ts$/.test(path);
};

/** One for all spec files of a worker: modules that load others later do so by the runtime that has loaded them. */
class LastingModulesRuntime extends JestRuntime {
  teardown() {
    this.restoreAllMocks();
    const { moduleRegistry, esModuleRegistry, internalModuleRegistry } = this.registries;
    for (const registry of [moduleRegistry, esModuleRegistry])
      for (const name of registry.keys()) if (!lasts(name)) registry.delete(name);
    internalModuleRegistry.clear();
    this.testMainModule.reset();
    this.mockState.clear();
    this.jestGlobals.clearJestObjectCache();
  }
}

let runtime;

function Runtime(...given) {
  return (runtime ??= new LastingModulesRuntime(...given));
}

export { Runtime as 'module.exports' };
