import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { LocalStorage } from './local-storage.js';
import { S3Storage } from './s3-storage.js';
import { MissingFileError, type Storage } from './storage.js';

let folder: string;
let server: FauxqsServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  server = await startFauxqs({ port: 0, logger: false });
  server.createBucket('files');
});
afterAll(async () => {
  for (const storage of opened) storage.onModuleDestroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const opened: S3Storage[] = [];
function inBucket(): Storage {
  const storage = new S3Storage({
    bucket: 'files',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${server.port}`,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  opened.push(storage);
  return storage;
}
const kinds: readonly (readonly [string, () => Storage])[] = [
  ['a folder', () => new LocalStorage(folder)],
  ['a bucket', inBucket],
];

describe.each(kinds)('files in %s', (_name, made) => {
  const key = 'tenant-1/upload-1/content';
  const bytes = Buffer.from('0123456789'.repeat(10_000));
  let storage: Storage;
  beforeAll(() => {
    storage = made();
  });

  it('are given back as they were put in, whole and in parts', async () => {
    await storage.put(key, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), 'text/plain');
    expect(await storage.size(key)).toBe(bytes.length);
    expect((await buffer(await storage.get(key))).equals(bytes)).toBe(true);
    expect((await buffer(await storage.get(key, { start: 5, end: 14 }))).toString()).toBe('5678901234');
  });

  it('may be empty', async () => {
    await storage.put('tenant-1/upload-2/content', Readable.from([]), 'text/plain');
    expect(await storage.size('tenant-1/upload-2/content')).toBe(0);
    expect(await buffer(await storage.get('tenant-1/upload-2/content'))).toHaveLength(0);
  });

  it('leave nothing when their stream fails, and an older one as it was', async () => {
    const breaking = () =>
      Readable.from(
        (function* () {
          yield Buffer.from('half');
          throw new Error('broken off');
        })(),
      );
    await expect(storage.put('tenant-1/upload-3/content', breaking(), 'text/plain')).rejects.toThrow('broken off');
    expect(await storage.size('tenant-1/upload-3/content')).toBeUndefined();
    await expect(storage.put(key, breaking(), 'text/plain')).rejects.toThrow('broken off');
    expect(await storage.size(key)).toBe(bytes.length);
  });

  it('are removed with their folder, and others stay', async () => {
    await storage.put('tenant-2/upload-1/content', Readable.from(['x']), 'text/plain');
    await storage.removeFolder('tenant-2/upload-1');
    await storage.removeFolder('tenant-2/upload-1');
    await expect(storage.get('tenant-2/upload-1/content')).rejects.toThrow(MissingFileError);
    expect(await storage.size(key)).toBe(bytes.length);
  });

  it.each(['../secrets', '/etc/passwd', 'a/../../b', 'a//b', '', 'a/.', 'A', 'a\0b', 'a\\b'])(
    'are never looked for under %j',
    async (bad) => {
      await expect(storage.get(bad)).rejects.toThrow('is no key');
      await expect(storage.put(bad, Readable.from(['x']), 'text/plain')).rejects.toThrow('is no key');
      await expect(storage.removeFolder(bad)).rejects.toThrow('is no key');
    },
  );
});

it('a folder keeps no drafts of what broke off', async () => {
  expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('a bucket hands a file out by links, as the type and under the name that the link says', async () => {
  const storage = inBucket();
  await storage.put('tenant-3/upload-1/content', Readable.from(['linked']), 'text/plain');
  const options = { contentType: 'text/csv', disposition: 'attachment; filename="a.csv"', seconds: 60 };
  const address = await storage.link('tenant-3/upload-1/content', options);
  const answer = await fetch(address!);
  expect([answer.status, await answer.text()]).toEqual([200, 'linked']);
  expect(new URL(address!).searchParams.get('X-Amz-Expires')).toBe('60');
  expect(new URL(address!).searchParams.get('response-content-disposition')).toBe(options.disposition);
  expect(new URL(address!).searchParams.get('response-content-type')).toBe(options.contentType);
});

it('files of several parts arrive whole in a bucket', async () => {
  const storage = inBucket();
  const part = Buffer.alloc(1024 ** 2, 'part');
  await storage.put('tenant-4/upload-1/content', Readable.from(Array<Buffer>(20).fill(part)), 'text/plain');
  expect(await storage.size('tenant-4/upload-1/content')).toBe(20 * 1024 ** 2);
});
