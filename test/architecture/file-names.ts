const folders = ['domain', 'application', 'http', 'subscribers', 'jobs'];
// Words that say nothing: what lies there belongs to a thing with a name.
const empty = /(^|[/.-])(utils?|helpers?|common|shared|misc|types|constants|interfaces)(\.ts$|\/|\.[a-z]+\.ts$)/;

const inContext = /^src\/contexts\/([^/]+)\/(.+)$/;
const role = (name: string): RegExp => new RegExp(`\\.${name}(\\.spec)?\\.ts$`);

function faultInContext(context: string, path: string): string | undefined {
  const [folder = '', ...rest] = path.split('/');
  if (rest.length === 0) {
    const allowed = new RegExp(`^(index|events|${context}\\.(module|facade|entities|read-contract))(\\.spec)?\\.ts$`);
    return allowed.test(path) ? undefined : 'does not belong at the top of a context';
  }
  if (!folders.includes(folder)) return `is in a folder that contexts do not have: ${folder}`;
  if (role('controller').test(path) && folder !== 'http') return 'is a controller outside http/';
  if (role('entity').test(path) && folder !== 'domain') return 'is an entity outside domain/';
  if (role('service').test(path) && folder !== 'application') return 'is a service outside application/';
  if (role('queries').test(path) && folder !== 'application') return 'holds queries outside application/';
  if (folder === 'subscribers' && !/^subscribers\/on-[a-z0-9-]+\.subscriber(\.spec)?\.ts$/.test(path)) {
    return 'is not named on-<event>.subscriber.ts';
  }
  if (folder === 'jobs' && !role('job').test(path)) return 'is not named <verb>-<noun>.job.ts';
  return undefined;
}

/** What is wrong with the place or name of a source file. */
export function nameFault(file: string): string | undefined {
  if (empty.test(file)) return `${file} has a name that says nothing`;
  const [, context, path] = inContext.exec(file) ?? [];
  const fault = context && path ? faultInContext(context, path) : undefined;
  return fault && `${file} ${fault}`;
}
