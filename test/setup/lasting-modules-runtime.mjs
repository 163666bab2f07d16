// How a worker loads modules. Jest evaluates all of them anew for each spec file: two thousand where the application is booted, which takes
// longer than most tests. Here the modules of the product and of its packages last from one file to the next, as they do in a process
// that boots the application several times; those of the tests are evaluated anew.
import { fileURLToPath } from 'node:url';
import JestRuntime from 'jest-runtime';

const root = new URL('../..', import.meta.url);
/** CommonJS modules are registered by path, others by address. */
const roots = [root.href, fileURLToPath(root)];

const pathOf = (name) =>
  roots.reduce((rest, start) => (rest.startsWith(start) ? rest.slice(start.length) : rest), name);
const isOfPackage = (path) => path.startsWith('node_modules/');
const isOfProduct = (path) => /^(?:src|libs)\//.test(path) && !/^libs\/testing\/|\.spec\.ts$/.test(path);

/** Spec files there may declare operations, constraints, refusals … of their own, which no other file is to find in the product's modules. */
const declareTheirOwn = /^(?:libs|src)\/|^test\/(?:architecture|integration\/(?:background|database))\//;

/** One for all spec files of a worker: modules that load others later do so by the runtime that has loaded them. */
class LastingModulesRuntime extends JestRuntime {
  begin(specFile) {
    this.isAlone = declareTheirOwn.test(pathOf(specFile));
    this.setAside = this.isAlone ? this.take(isOfProduct) : [];
  }

  teardown() {
    this.restoreAllMocks();
    this.take((path) => !isOfPackage(path) && (this.isAlone || !isOfProduct(path)));
    for (const [registry, name, module] of this.setAside) registry.set(name, module);
    this.registries.internalModuleRegistry.clear();
    this.testMainModule.reset();
    this.mockState.clear();
    this.jestGlobals.clearJestObjectCache();
  }

  /** Removes modules. */
  take(isWanted) {
    const { moduleRegistry, esModuleRegistry } = this.registries;
    const taken = [moduleRegistry, esModuleRegistry].flatMap((registry) =>
      [...registry].filter(([name]) => isWanted(pathOf(name))).map(([name, module]) => [registry, name, module]),
    );
    for (const [registry, name] of taken) registry.delete(name);
    return taken;
  }
}

let runtime;

function Runtime(...given) {
  const specFile = given[6];
  runtime ??= new LastingModulesRuntime(...given);
  runtime.begin(specFile);
  return runtime;
}

export { Runtime as 'module.exports' };
