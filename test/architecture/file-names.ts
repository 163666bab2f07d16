const layers = ['domain', 'application', 'http', 'subscribers', 'jobs'];
// Names that say nothing: their contents belong to a thing with a name.
const empty = /(^|[/.-])(utils?|helpers?|common|shared|misc|types|constants|interfaces)(\.ts$|\/|\.[a-z]+\.ts$)/;

const inContext = /^src\/contexts\/([^/]+)\/(.+)$/;

// The folder of each role.
const homes: Record<string, string> = {
  controller: 'http',
  strategy: 'http',
  dto: 'http',
  entity: 'domain',
  errors: 'domain',
  client: 'application',
  service: 'application',
  queries: 'application',
  writes: 'application',
  subscriber: 'subscribers',
  job: 'jobs',
};

// Classes that Nest instantiates are named after file and role: `work-order.service.ts` contains WorkOrderService. A file without a role
// contains plain functions, data, types, or a class of the same name that code instantiates itself; several small classes may share a file
// named after their subject.
const classEndings: Record<string, string> = {
  authenticator: 'Authenticator',
  client: 'Client',
  controller: 'Controller',
  facade: 'Facade',
  job: 'Job',
  module: 'Module',
  service: 'Service',
  strategy: 'Strategy',
  subscriber: 'Subscriber',
  entity: '',
};

const wantedNames: Record<string, RegExp> = {
  subscribers: /\/on-[a-z0-9-]+\.subscriber(\.spec)?\.ts$/,
  jobs: /\/[a-z0-9]+-[a-z0-9-]+\.job(\.spec)?\.ts$/,
};

function faultAtTheTop(context: string, name: string): string | undefined {
  const allowed = new RegExp(
    `^(index|events|[a-z-]+\\.facade|${context}\\.(module|entities|read-contract|permissions|refusals|tables))(\\.spec)?\\.ts$`,
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

/** A context with several things has a room for each, with the same layers inside and its providers. */
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

const pascal = (name: string): string => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/** What is wrong with the names of the classes that a source file exports. */
export function classFault(file: string, text: string): string | undefined {
  const [, name = '', role = ''] = /([a-z0-9-]+)(?:\.([a-z-]+))?\.ts$/.exec(file) ?? [];
  const classes = [...text.matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, each]) => each!);
  const ending = classEndings[role];
  if (ending !== undefined) {
    const wanted = `${pascal(name)}${ending}`;
    return classes.includes(wanted) ? undefined : `${file} holds no class ${wanted}`;
  }
  if (inContext.test(file) && /^@Injectable\(/m.test(text)) return `${file} holds an injectable and has no role`;
  const isClassFile = role === '' && classes.length === 1 && !/^export (async )?(function|const) /m.test(text);
  const isOwn = !isClassFile || classes[0]!.toLowerCase() === name.replaceAll('-', '');
  return isOwn ? undefined : `${file} holds the class ${classes[0]}`;
}

/** Writes that bypass the unit of work omit audit and events, so each such file begins with the reason. */
export function reasonFault(file: string, text: string): string | undefined {
  if (!file.endsWith('.writes.ts')) return undefined;
  return /^\/\/ Past the unit of work: \S.{20,}/.test(text)
    ? undefined
    : `${file} does not say why it writes past the unit of work`;
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
