import { FakeClock } from '#libs/testing';
import { ExpiredUploadsService } from '../../../src/contexts/files/application/expired-uploads.service.js';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aPng, aText, UploadedFiles } from '../../support/uploaded-files.js';
import type { SentFile } from '../contract/api/file-form.js';

const clock = new FakeClock(new Date());
const files = new UploadedFiles();
beforeAll(() => files.start(clock));

describe('a document of a machine', () => {
  let machine: string;
  let facility: string;
  beforeAll(async () => {
    facility = (await files.admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
    machine = (
      await files.admin
        .post('/v1/equipment')
        .send({ facilityId: facility, ...aMachine() })
        .expect(201)
    ).body.id;
  });

  const uploaded = async (file: SentFile = aText(), client = files.admin) =>
    (await files.upload(file, client).expect(201)).body.id;
  const attach = (uploadId: string, more: object = {}, client = files.admin) =>
    client.post('/v1/documents').send({ equipmentId: machine, uploadId, title: 'Certificate', ...more });

  it('is an upload that stays, with a title and a day on which it expires', async () => {
    const uploadId = await uploaded(aText('Valid until November.', 'certificate.txt'));
    const { body } = await attach(uploadId, { documentType: 'certificate', expiryDate: '2027-11-22' }).expect(201);
    expect(body).toMatchObject({ title: 'Certificate', expiryDate: '2027-11-22', fileUrl: null, version: 1 });
    expect(body.file).toMatchObject({ id: uploadId, fileName: 'certificate.txt', contentType: 'text/plain' });
    expect(((await files.get(body.file.downloadPath)).body as Buffer).toString()).toBe('Valid until November.');
    const path = `/v1/documents/${body.id}`;
    const changed = await files.admin
      .patch(path)
      .set('If-Match', '"1"')
      .send({ title: 'Certificate of 2026' })
      .expect(200);
    expect(changed.body).toMatchObject({ title: 'Certificate of 2026', version: 2 });
    const list = async (query: string) =>
      (await files.admin.get(`/v1/documents?${query}`).expect(200)).body.data.map(({ id }: { id: string }) => id);
    expect(await list(`equipmentId=${machine}&expiresBefore=2027-11-23&sort=expiryDate`)).toEqual([body.id]);
    expect(await list(`equipmentId=${machine}&expiresBefore=2027-11-22`)).toEqual([]);
    expect((await files.admin.get(`/v1/uploads/${uploadId}`)).body).toMatchObject({
      status: 'attached',
      expiresAt: null,
    });
  });

  it('takes an upload once, and of the caller alone, however many try at once', async () => {
    const uploadId = await uploaded();
    const answers = await Promise.all(Array.from({ length: 10 }, () => attach(uploadId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('upload.already_attached');
    const manager = await files.acme.signIn(await files.acme.addUser('manager'));
    const { body } = await attach(await uploaded(), {}, manager).expect(422);
    expect(body).toMatchObject({ code: 'upload.unknown', errors: [{ pointer: '/uploadId' }] });
    await attach(await uploaded(aText(), manager), {}, manager).expect(201);
  });

  it('keeps a machine from being deleted, and gives its bytes back when it is removed', async () => {
    const before = await files.used();
    const uploadId = await uploaded(aText('x'.repeat(700)));
    const { body } = await attach(uploadId).expect(201);
    expect(await files.used()).toBe(before + 700);
    const refused = await files.admin.delete(`/v1/equipment/${machine}`).set('If-Match', '"1"').expect(409);
    expect(refused.body).toMatchObject({ code: 'equipment.in_use', references: { documents: expect.any(Number) } });
    const remove = () => files.admin.delete(`/v1/documents/${body.id}`).set('If-Match', '"1"');
    const answers = await Promise.all([remove(), remove()]);
    const statuses = answers.map(({ status }) => status).sort();
    expect([statuses[0], [404, 412].includes(Number(statuses[1]))]).toEqual([204, true]);
    expect(await files.used()).toBe(before);
    await files.get(body.file.downloadPath).expect(404);
    await files.admin.get(`/v1/uploads/${uploadId}`).expect(404);
    const asManyAsBefore = files.stored().length;
    const removeDue = () => files.acme.run(() => files.testApp.get(ExpiredUploadsService).removeDue());
    clock.advance({ days: 29 });
    await removeDue();
    expect((await files.rows()).some(({ id }) => id === uploadId)).toBe(true);
    clock.advance({ days: 2 });
    await removeDue();
    expect([(await files.rows()).some(({ id }) => id === uploadId), files.stored().length < asManyAsBefore]).toEqual([
      false,
      true,
    ]);
    files.admin = await files.acme.signIn(files.acme.admin);
  });

  it('is not seen by customers, nor by those who are not linked to the facility', async () => {
    const customer = await files.acme.signIn(await files.acme.addUser('customer'));
    await customer.get('/v1/documents').expect(403);
    await attach(await uploaded(aText()), {}, customer).expect(403);
    const user = await files.acme.addUser('customer');
    const version = (await files.admin.get(`/v1/users/${user.id}`)).headers['etag']!;
    const granted = ['documents:read', 'documents:create', 'files:upload'];
    await files.admin.put(`/v1/users/${user.id}/permissions`).set('If-Match', version).send({ granted }).expect(200);
    const limited = await files.acme.signIn(user);
    const { body } = await attach(await uploaded()).expect(201);
    await limited.get(`/v1/documents/${body.id}`).expect(404);
    expect((await limited.get('/v1/documents').expect(200)).body.data).toEqual([]);
    expect((await attach(await uploaded(aText(), limited), {}, limited).expect(422)).body.code).toBe(
      'equipment.unknown',
    );
  });

  it('that is a picture stands for the machine in the place of another', async () => {
    const picture = async (more: object = {}) =>
      files.admin.post('/v1/equipment-images').send({
        equipmentId: machine,
        uploadId: await uploaded({ name: 'plate.png', content: await aPng() }),
        ...more,
      });
    const first = (await picture({ isPrimary: true })).body;
    const many = await Promise.all([1, 2, 3].map(() => picture({ isPrimary: true })));
    expect(many.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(first.file.thumbnailPath).toEqual(expect.stringContaining('/files/'));
    const { data } = (await files.admin.get(`/v1/equipment-images?equipmentId=${machine}`).expect(200)).body;
    expect(data.filter(({ isPrimary }: { isPrimary: boolean }) => isPrimary)).toHaveLength(1);
    await files.admin
      .patch(`/v1/equipment-images/${first.id}`)
      .set('If-Match', '"1"')
      .send({ isPrimary: true })
      .expect(412);
    await files.admin
      .patch(`/v1/equipment-images/${first.id}`)
      .set('If-Match', '"2"')
      .send({ isPrimary: true })
      .expect(200);
    const uploadId = await uploaded();
    const { body } = await files.admin
      .post('/v1/equipment-images')
      .send({ equipmentId: machine, uploadId })
      .expect(422);
    expect(body.code).toBe('upload.not_an_image');
    await files.admin.delete(`/v1/equipment-images/${first.id}`).set('If-Match', '"3"').expect(204);
    await files.get(first.file.thumbnailPath).expect(404);
  });
});

it('a document may be of a facility itself, and of one of both', async () => {
  const facilityId = (await files.admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id as string;
  const uploadId = (await files.upload(aText()).expect(201)).body.id as string;
  const add = (more: object) => files.admin.post('/v1/documents').send({ uploadId, title: 'Floor plans', ...more });
  expect((await add({}).expect(422)).body.errors).toMatchObject([
    { pointer: '/equipmentId' },
    { pointer: '/facilityId' },
  ]);
  expect((await add({ facilityId: crypto.randomUUID() }).expect(422)).body.code).toBe('facility.unknown');
  const { body } = await add({ facilityId }).expect(201);
  expect(body).toMatchObject({ facilityId, equipmentId: null, file: { id: uploadId } });
  const { data } = (await files.admin.get(`/v1/documents?facilityId=${facilityId}`).expect(200)).body;
  expect(data).toEqual([body]);
  const refused = await files.admin.delete(`/v1/facilities/${facilityId}`).set('If-Match', '"1"').expect(409);
  expect(refused.body.references).toEqual({ documents: 1 });
  const customer = await files.acme.addUser('customer');
  await files.admin.post(`/v1/users/${customer.id}/facilities`).send({ facilityId }).expect(200);
  const version = (await files.admin.get(`/v1/users/${customer.id}`)).headers['etag']!;
  const granted = ['documents:read'];
  await files.admin.put(`/v1/users/${customer.id}/permissions`).set('If-Match', version).send({ granted }).expect(200);
  const seen = (await (await files.acme.signIn(customer)).get('/v1/documents').expect(200)).body.data;
  expect(seen.map(({ id }: { id: string }) => id)).toEqual([body.id]);
});
