// Where a module lies is looked up once in a worker, not once for each spec file.
const found = new Map();

export default function resolve(name, options) {
  const key = [options.basedir, name, options.conditions?.join()].join('\n');
  const known = found.get(key);
  if (known) return known;
  const path = options.defaultResolver(name, options);
  found.set(key, path);
  return path;
}
