// Rooms of a context, and folders of a library, must not depend on each other. dependency-cruiser finds cycles between files and between
// their direct folders; this includes all files below a room.
const room = /^(?:src\/contexts|libs)\/[^/]+\/[^/]+(?=\/)/;
const parentOf = (folder) => folder.slice(0, folder.lastIndexOf('/'));

/** The rooms that each room imports, each with one import as evidence. */
function needsOf(modules) {
  const needs = new Map();
  for (const { source, dependencies } of modules) {
    const from = /\.(spec|chaos)\.ts$/.test(source) ? undefined : room.exec(source)?.[0];
    for (const { resolved } of from ? dependencies : []) {
      const to = room.exec(resolved)?.[0];
      if (!to || to === from || parentOf(to) !== parentOf(from)) continue;
      if (!needs.has(from)) needs.set(from, new Map());
      needs.get(from).set(to, `${source} → ${resolved}`);
    }
  }
  return needs;
}

/** The shortest path from a room back to itself, if there is one. */
function wayBack(needs, start) {
  const ways = [[start]];
  const seen = new Set();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of needs.get(way.at(-1))?.keys() ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/**
 * @param modules the modules of dependency-cruiser's JSON output
 * @returns each cycle once, as the imports that cause it
 */
export function folderCycles(modules) {
  const needs = needsOf(modules);
  const cycles = new Map();
  for (const start of [...needs.keys()].sort()) {
    const way = wayBack(needs, start);
    const name = way && [...new Set(way)].sort().join(' ');
    if (!name || cycles.has(name)) continue;
    const imports = way.slice(1).map((to, index) => needs.get(way[index]).get(to));
    cycles.set(name, imports);
  }
  return [...cycles.values()];
}
