// How a client is made and compiled in each language. What a user would run is in docs/api-clients.md, with the same versions.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, fetched, Missing } from './command.mjs';

const OAPI_CODEGEN = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';
const OPENAPI_GENERATOR = 'org.openapitools:openapi-generator-cli:7.14.0';
const MAVEN_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1';

const quick = { seconds: 240 };

/** Each makes a client in the folder `at`, which holds the files of test/clients/<name>, and says how its program is run. */
export const languages = { typescript, python, go, java };

async function typescript({ at, document, root }) {
  const bin = (name) => join(root, 'node_modules/.bin', name);
  writeFileSync(join(at, 'package.json'), '{ "type": "module" }\n');
  await command(bin('openapi-typescript'), [document, '-o', 'fieldpilot.ts', '--default-non-nullable', 'false'], {
    cwd: at,
    ...quick,
  });
  await command(bin('tsc'), ['-p', '.'], { cwd: at, ...quick });
  return [process.execPath, ['out/program.js']];
}

async function python({ at, document }) {
  const bin = (name) => join(at, '.venv/bin', name);
  await fetched('python3', ['-m', 'venv', '.venv'], { cwd: at });
  await fetched(bin('pip'), ['install', '--quiet', '--requirement', 'requirements.txt'], { cwd: at });
  const args = [
    'generate',
    '--path',
    document,
    '--config',
    'config.yaml',
    '--meta',
    'none',
    '--output-path',
    'fieldpilot',
  ];
  const said = await command(bin('openapi-python-client'), [...args, '--overwrite'], { cwd: at, ...quick });
  // It leaves out what it does not understand, and succeeds.
  if (said.includes('Warning')) throw new Error(said);
  return [bin('python'), ['program.py']];
}

const OLDEST_GO = 21;

async function go({ at, document }) {
  const options = {
    cwd: at,
    env: { GOBIN: join(at, 'bin'), GOWORK: 'off', GOFLAGS: `${process.env.GOFLAGS ?? ''} -mod=mod` },
  };
  const version = await fetched('go', ['version'], options);
  // Older ones do not fetch the Go that a module asks for.
  if (Number(/go1\.(\d+)/.exec(version)?.[1] ?? 0) < OLDEST_GO)
    throw new Missing(`Go 1.${OLDEST_GO} is needed: ${version.trim()}`);
  await fetched('go', ['install', OAPI_CODEGEN], options);
  await fetched('go', ['mod', 'download'], options);
  mkdirSync(join(at, 'fieldpilot'), { recursive: true });
  await command(join(at, 'bin/oapi-codegen'), ['-config', 'oapi-codegen.yaml', document], { ...options, ...quick });
  await command('go', ['build', '-buildvcs=false', '-o', 'program', '.'], { ...options, ...quick });
  return [join(at, 'program'), []];
}

/** The default library runs the program; the one of the JDK's own HTTP client is compiled as well. */
async function java({ at, document }) {
  await fetched('javac', ['-version'], { cwd: at });
  const quiet = ['--batch-mode', '--quiet'];
  await fetched(
    'mvn',
    [...quiet, `${MAVEN_DEPENDENCIES}:copy`, `-Dartifact=${OPENAPI_GENERATOR}`, '-DoutputDirectory=generator'],
    { cwd: at },
  );
  await fetched('mvn', [...quiet, `${MAVEN_DEPENDENCIES}:copy-dependencies`, '-DoutputDirectory=lib'], { cwd: at });
  await javaClient({ at, document, library: 'native', sources: [] });
  await javaClient({ at, document, library: 'okhttp-gson', sources: ['Program.java'] });
  return ['java', ['-cp', `okhttp-gson/classes:lib/*`, 'Program']];
}

const javaOptions =
  'useSingleRequestParameter=true,invokerPackage=fieldpilot,apiPackage=fieldpilot.api,modelPackage=fieldpilot.model';
const sourcesAlone = 'apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false';

async function javaClient({ at, document, library, sources }) {
  const [jar] = readdirSync(join(at, 'generator'));
  const generate = ['generate', '-g', 'java', '--library', library, '-i', document, '-o', library];
  const options = ['--additional-properties', javaOptions, '--global-property', sourcesAlone];
  await command('java', ['-jar', join('generator', jar), ...generate, ...options], { cwd: at, ...quick });
  const made = readdirSync(join(at, library, 'src/main/java'), { recursive: true }).filter((name) =>
    name.endsWith('.java'),
  );
  writeFileSync(
    join(at, `${library}.files`),
    [...made.map((name) => join(library, 'src/main/java', name)), ...sources].join('\n'),
  );
  const compile = [
    '-nowarn',
    '-encoding',
    'UTF-8',
    '-cp',
    'lib/*',
    '-d',
    join(library, 'classes'),
    `@${library}.files`,
  ];
  await command('javac', compile, { cwd: at, ...quick });
}
