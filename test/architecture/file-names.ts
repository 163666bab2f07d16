const folders = ['domain', 'application', 'http', 'subscribers', 'jobs'];
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

function faultInFolder(folder: string, path: string): string | undefined {
  if (!folders.includes(folder)) return `is in a folder that contexts do not have: ${folder}`;
  const [, role = ''] = /\.([a-z-]+?)(?:\.spec)?\.ts$/.exec(path) ?? [];
  const home = homes[role] ?? folder;
  if (home !== folder) return `belongs into ${home}/`;
  const isNamedWell = wantedNames[folder]?.test(path) ?? true;
  return isNamedWell ? undefined : `is not named as files of ${folder}/ are`;
}

/** What is wrong with the place or name of a source file. */
export function nameFault(file: string): string | undefined {
  if (empty.test(file)) return `${file} has a name that says nothing`;
  const [, context, path] = inContext.exec(file) ?? [];
  if (!context || !path) return undefined;
  const [folder = '', ...rest] = path.split('/');
  const fault = rest.length === 0 ? faultAtTheTop(context, folder) : faultInFolder(folder, path);
  return fault && `${file} ${fault}`;
}
