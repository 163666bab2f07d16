import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock, provisionTestTenant, type TestTenant } from '#libs/testing';
import { ExpiredUploadsService } from '../../../src/contexts/files/application/expired-uploads.service.js';
import { aPng, aText, UploadedFiles } from '../../support/uploaded-files.js';

const clock = new FakeClock(new Date());
const files = new UploadedFiles();
beforeAll(() => files.start(clock));

describe('a link', () => {
  const linked = async () =>
    (await files.upload(aText('mine')).expect(201)).body as { id: string; downloadPath: string };
  const refusal = async (path: string, host?: string) => {
    const { status, body } = await files.get(path).set(host ? { Host: host } : {});
    return [status, (JSON.parse((body as Buffer).toString()) as { code: string }).code];
  };

  it('that was altered in any place, or is of another file, is refused', async () => {
    const { downloadPath } = await linked();
    const { id } = await linked();
    const [path, key = ''] = downloadPath.split('?key=');
    for (let at = 0; at < key.length; at += 7) {
      const other = key[at] === 'A' ? 'B' : 'A';
      const altered = `${path}?key=${key.slice(0, at)}${other}${key.slice(at + 1)}`;
      expect([at, ...(await refusal(altered))]).toEqual([at, 403, 'file.invalid_link']);
    }
    for (const wrong of [
      `/files/${id}?key=${key}`,
      path!,
      `${path}?key=`,
      `${path}?key=${key}=`,
      `${path}?key=${key}&key=${key}`,
    ])
      expect(await refusal(wrong)).toEqual([403, 'file.invalid_link']);
    expect(await refusal(`/files/..%2f..%2fsecrets.json?key=${key}`)).toEqual([403, 'file.invalid_link']);
  });

  it('is of one tenant: at the address of another there is no such file', async () => {
    const { downloadPath } = await linked();
    const other = await provisionTestTenant(files.testApp);
    await files.get(downloadPath).set('Host', `${files.acme.slug}.localhost`).expect(200);
    expect(await refusal(downloadPath, `${other.slug}.localhost`)).toEqual([404, 'resource.not_found']);
    await (await other.as('admin')).get(`/v1/uploads/${(await linked()).id}`).expect(404);
  });

  it('expires within ten minutes, and stays the same for a while before', async () => {
    const { id, downloadPath } = await linked();
    clock.advance({ minutes: 11 });
    expect(await refusal(downloadPath)).toEqual([403, 'file.expired_link']);
    const renewed = (await files.admin.get(`/v1/uploads/${id}`)).body.downloadPath as string;
    await files.get(renewed).expect(200);
    expect((await files.admin.get(`/v1/uploads/${id}`)).body.downloadPath).toBe(renewed);
  });
});

describe('the storage of the plan', () => {
  const limitTo = (bytes: number, { ref }: TestTenant) =>
    files.testApp.database.query(
      `update ${ref.schema}.entitlements set limit_value = ${bytes} where name = 'storage_bytes'`,
    );

  it('takes of fifty uploads at once as many as there is room for, to the byte', async () => {
    const small = await provisionTestTenant(files.testApp);
    const client = await small.as('admin');
    await limitTo(10_050, small);
    const answers = await Promise.all(Array.from({ length: 50 }, () => files.upload(aText('x'.repeat(1_000)), client)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(201), ...Array(40).fill(402)]);
    expect(answers.find(({ status }) => status === 402)!.body).toMatchObject({
      code: 'plan.limit_reached',
      limit: 'storage_bytes',
      allowed: 10_050,
    });
    expect(await files.used(small)).toBe(10_000);
    expect(files.stored(small)).toHaveLength(10);
    expect(await files.rows(small)).toHaveLength(10);
    await files.upload(aText('x'.repeat(50)), client).expect(201);
    await files.upload(aText('x'), client).expect(402);
  });

  it('is free again when a file that nobody attached is removed after a day', async () => {
    const tidy = await provisionTestTenant(files.testApp);
    const { id } = (await files.upload(aText('x'.repeat(500)), await tidy.as('admin')).expect(201)).body;
    const removeDue = () => tidy.run(() => files.testApp.get(ExpiredUploadsService).removeDue());
    const next = await removeDue();
    expect([next!.getTime() > clock.now().getTime(), files.stored(tidy).length, await files.used(tidy)]).toEqual([
      true,
      1,
      500,
    ]);
    clock.advance({ hours: 25 });
    const [first, second] = await Promise.all([removeDue(), removeDue()]);
    expect([first, second]).toEqual([null, null]);
    expect([files.stored(tidy), await files.rows(tidy), await files.used(tidy)]).toEqual([[], [], 0]);
    const client = await tidy.signIn(tidy.admin);
    expect((await client.get('/v1/usage').expect(200)).body.storage.used).toBe(0);
    await client.get(`/v1/uploads/${id}`).expect(404);
    files.admin = await files.acme.signIn(files.acme.admin);
  });
});

it('a storage that fails is told as such, and takes files again once it works', async () => {
  const folder = join(files.testApp.config.dataDir, 'files');
  renameSync(folder, `${folder}-away`);
  writeFileSync(folder, 'not a folder');
  for (const file of [aText(), { name: 'plate.png', content: await aPng() }]) {
    const { body, headers } = await files.upload(file).expect(503);
    expect([body.code, headers['retry-after']]).toEqual(['server.unavailable', expect.any(String)]);
  }
  rmSync(folder);
  renameSync(`${folder}-away`, folder);
  await files.upload(aText()).expect(201);
});
