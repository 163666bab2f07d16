// Modules of tests are evaluated anew for each spec file, and all others once in a worker, of which a run has several when they grow large. V8
// is given what it has made of the same text before, since compiling takes longer than running.
import vm from 'node:vm';

const { SourceTextModule, compileFunction } = vm;
const modules = new Map();
const functions = new Map();

const known = (compiled, name, code) => {
  const entry = compiled.get(name);
  return entry?.code === code ? entry.cachedData : undefined;
};

class ReusingModule extends SourceTextModule {
  constructor(code, options) {
    const cachedData = known(modules, options.identifier, code);
    super(code, { ...options, ...(cachedData && { cachedData }) });
    if (!cachedData) modules.set(options.identifier, { code, cachedData: this.createCachedData() });
  }
}

function compileReusing(code, parameters, options) {
  const cachedData = known(functions, options.filename, code);
  const compiled = compileFunction(code, parameters, {
    ...options,
    ...(cachedData ? { cachedData } : { produceCachedData: true }),
  });
  if (compiled.cachedDataProduced) functions.set(options.filename, { code, cachedData: compiled.cachedData });
  return compiled;
}

export function reuseCompiledCode() {
  vm.SourceTextModule = ReusingModule;
  vm.compileFunction = compileReusing;
}
