// Rooms of a context, and folders of a library, must not need each other. dependency-cruiser looks for cycles between files
// and between folders that hold files; this adds up what lies below a room. Prints each pair that needs each other and where.

const room = /^(src\/contexts|libs)\/[^/]+\/[^/]+(?=\/)/;

/** The rooms of one context or library by their name, each with the rooms that it needs and one import as the evidence. */
function needs(modules) {
  const edges = new Map();
  for (const { source, dependencies } of modules) {
    const from = room.exec(source)?.[0];
    if (!from || /\.(spec|chaos)\.ts$/.test(source)) continue;
    for (const { resolved } of dependencies) {
      const to = room.exec(resolved)?.[0];
      if (!to || to === from || parentOf(to) !== parentOf(from)) continue;
      const targets = edges.get(from) ?? edges.set(from, new Map()).get(from);
      if (!targets.has(to)) targets.set(to, `${source} → ${resolved}`);
    }
  }
  return edges;
}

const parentOf = (folder) => folder.slice(0, folder.lastIndexOf('/'));

/** A way from a room back to itself; undefined when there is none. */
function wayBack(edges, start) {
  const ways = [[start]];
  const seen = new Set();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of edges.get(way.at(-1))?.keys() ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** Each cycle once, as lines with the imports that make it. */
export function cyclesOf(modules) {
  const edges = needs(modules);
  const found = new Map();
  for (const start of [...edges.keys()].sort()) {
    const way = wayBack(edges, start);
    const name = way && [...new Set(way)].sort().join(' ');
    if (name && !found.has(name)) {
      found.set(
        name,
        way.slice(1).map((to, index) => edges.get(way[index]).get(to)),
      );
    }
  }
  return [...found.values()];
}

/** @param folder with `src` and `libs` in it */
export async function folderCycles(folder) {
  const tsConfig = extractTSConfig(`${folder}/tsconfig.json`);
  const options = { ...{}, baseDir: folder };
  const { output } = await cruise(['src', 'libs'], options, undefined, { tsConfig });
  return cyclesOf(output.modules);
}
