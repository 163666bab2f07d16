const layers = ['domain', 'application', 'http', 'subscribers', 'jobs'];
// Words that say nothing: what lies there belongs to a thing with a name.
const empty = /(^|[/.-])(utils?|helpers?|common|shared|misc|types|constants|interfaces)(\.ts$|\/|\.[a-z]+\.ts$)/;

const inContext = /^src\/contexts\/([^/]+)\/(.+)$/;

// Where the roles live that a name can claim.
const homes: Record<string, string> = {
  controller: 'http',
  dto: 'http',
  entity: 'domain',
  errors: 'domain',
  service: 'application',
  queries: 'application',
  subscriber: 'subscribers',
  job: 'jobs',
};

const wantedNames: Record<string, RegExp> = {
  subscribers: /\/on-[a-z0-9-]+\.subscriber(\.spec)?\.ts$/,
  jobs: /\/[a-z0-9]+-[a-z0-9-]+\.job(\.spec)?\.ts$/,
};

function faultAtTheTop(context: string, name: string): string | undefined {
  const allowed = new RegExp(
    `^(index|events|${context}\\.(module|facade|entities|read-contract|permissions|tables))(\\.spec)?\\.ts$`,
  );
  return allowed.test(name) ? undefined : 'does not belong at the top of a context';
}

function faultInLayer(folder: string, path: string): string | undefined {
  const [, role = ''] = /\.([a-z-]+?)(?:\.spec)?\.ts$/.exec(path) ?? [];
  const home = homes[role] ?? folder;
  if (home !== folder) return `belongs into ${home}/`;
  const isNamedWell = wantedNames[folder]?.test(path) ?? true;
  return isNamedWell ? undefined : `is not named as files of ${folder}/ are`;
}

/** A context of several things has a room for each, with the same layers inside and the providers that make it up. */
function faultInRoom(room: string, path: string): string | undefined {
  const [layer = '', ...rest] = path.split('/');
  if (rest.length === 0) return layer === `${room}.providers.ts` ? undefined : 'does not belong at the top of a room';
  return layers.includes(layer) ? faultInLayer(layer, path) : `is in a folder that rooms do not have: ${layer}`;
}

function faultBelow(folder: string, path: string): string | undefined {
  if (layers.includes(folder)) return faultInLayer(folder, path);
  return path.slice(folder.length + 1).includes('/') || path.endsWith('.providers.ts')
    ? faultInRoom(folder, path.slice(folder.length + 1))
    : `is in a folder that contexts do not have: ${folder}`;
}

/** What is wrong with the place or name of a source file. */
export function nameFault(file: string): string | undefined {
  if (empty.test(file)) return `${file} has a name that says nothing`;
  const [, context, path] = inContext.exec(file) ?? [];
  if (!context || !path) return undefined;
  const [folder = '', ...rest] = path.split('/');
  const fault = rest.length === 0 ? faultAtTheTop(context, folder) : faultBelow(folder, path);
  return fault && `${file} ${fault}`;
}
