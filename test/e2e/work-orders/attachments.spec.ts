import type { HttpClient } from '#libs/testing';
import { aPng, aText } from '../../support/uploaded-files.js';
import { formOf, type SentFile } from '../contract/api/file-form.js';
import { ServiceRequestSite } from './service-request-site.js';
import type { WorkOrderSite } from './work-order-site.js';

let requests: ServiceRequestSite;
let site: WorkOrderSite;
let photo: SentFile;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
  site = requests.site;
  photo = { name: 'door.png', content: await aPng(), type: 'image/png' };
});

type Owner = 'work-orders' | 'service-requests';
const filesOf = (owner: Owner, id: string) => `/v1/${owner}/${id}/attachments`;

async function upload(file: SentFile = aText(), client = site.manager): Promise<string> {
  const { type, bytes } = formOf(file);
  return (await client.post('/v1/uploads').set('Content-Type', type).send(bytes).expect(201)).body.id;
}

async function attach(owner: Owner, id: string, body: object = {}, client = site.manager, file = photo) {
  const uploadId = await upload(file, client);
  return (
    await client
      .post(filesOf(owner, id))
      .send({ uploadId, kind: 'photo', ...body })
      .expect(201)
  ).body;
}

async function captions(owner: Owner, id: string, client: HttpClient): Promise<string[]> {
  const { body } = await client.get(`${filesOf(owner, id)}?include=total`).expect(200);
  expect(body.total).toBe(body.data.length);
  return body.data.map(({ caption }: { caption: string }) => caption);
}

const backdate = (table: string, id: string) =>
  site.testApp.database.query(
    `update ${site.tenant.ref.schema}.${table} set created_at = created_at - interval '15 minutes' where id = $1`,
    [id],
  );

/** Bytes that count against the plan. */
async function used(): Promise<number> {
  const [row] = await site.query<{ used: string }>('usage_counters', `name = 'storage_bytes'`);
  return Number(row!.used);
}

describe('an attachment of a work order', () => {
  it('is a file that was uploaded, with links to it, and a line of the history', async () => {
    const { id, version } = await site.created();
    const before = await attach('work-orders', id, { kind: 'photo_before', caption: 'As found' });
    const sheet = { kind: 'document', caption: null, signerName: null, isInternal: false, serviceRequestId: null };
    const second = (await site.manager.post(filesOf('work-orders', id)).send({ uploadId: await upload() })).body;
    expect(second).toMatchObject({ ...sheet, file: { fileName: 'report.txt', contentType: 'text/plain' } });
    expect(before).toMatchObject({
      kind: 'photo_before',
      file: { imageWidth: 640 },
    });
    for (const path of [before.file.downloadPath, before.file.thumbnailPath])
      await site.testApp.anonymous.get(path).expect(200);
    const { body } = await site.manager.get(filesOf('work-orders', id)).expect(200);
    expect(body.data).toEqual([before, second]);
    const found = await site.manager.get(`${filesOf('work-orders', id)}?kind=photo_before,photo_after`).expect(200);
    expect(found.body.data).toEqual([before]);
    expect((await site.manager.get(`${filesOf('work-orders', id)}/${second.id}`).expect(200)).body).toEqual(second);
    const lines = (await site.history(id)).slice(1);
    expect(lines.map((line: Record<string, string>) => [line.action, line.newValue])).toEqual([
      ['attachment_added', before.id],
      ['attachment_added', second.id],
    ]);
    expect((await site.manager.get(`/v1/work-orders/${id}`)).body.version).toBe(version);
  });

  it.each(['photo', 'photo_before', 'photo_after', 'signature'])('is an image when it is a %s', async (kind) => {
    const { id } = await site.created();
    const uploadId = await upload();
    const body = { uploadId, kind, signerName: 'Liis Tamm' };
    const refused = await site.manager.post(filesOf('work-orders', id)).send(body).expect(422);
    expect(refused.body.code).toBe('upload.not_an_image');
    await attach('work-orders', id, { kind, signerName: 'Liis Tamm' });
  });

  it('that is a signature says who signed, and may follow when the work has ended', async () => {
    const { id } = await site.created();
    await site.through(id, ['start'], ['complete', { workPerformed: 'Greased' }]);
    const uploadId = await upload(photo);
    const unsigned = { uploadId, kind: 'signature' };
    const { body } = await site.manager.post(filesOf('work-orders', id)).send(unsigned).expect(422);
    expect(body).toMatchObject({ code: 'attachment.signer_required', errors: [{ pointer: '/signerName' }] });
    await site.manager
      .post(filesOf('work-orders', id))
      .send({ ...unsigned, signerName: ' ' })
      .expect(422);
    const signed = { ...unsigned, signerName: 'Liis Tamm' };
    await site.manager.post(filesOf('work-orders', id)).send(signed).expect(201);
  });

  it('takes an upload of whoever attaches it, once when several do so at once', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const uploadId = await upload(aText(), site.technician.client);
    const foreign = await site.manager.post(filesOf('work-orders', id)).send({ uploadId }).expect(422);
    expect(foreign.body.code).toBe('upload.unknown');
    const attempts = await Promise.all(
      Array.from({ length: 5 }, () => site.technician.client.post(filesOf('work-orders', id)).send({ uploadId })),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('is removed by whoever added it for 15 minutes, and by managers, with its file', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const { client } = site.technician;
    const start = await used();
    const [own, old] = [await attach('work-orders', id, {}, client), await attach('work-orders', id, {}, client)];
    const ofManager = await attach('work-orders', id);
    await backdate('task_attachments', old.id);
    const remove = (attachmentId: string, by = client) => by.delete(`${filesOf('work-orders', id)}/${attachmentId}`);
    expect((await remove(ofManager.id).expect(403)).body.code).toBe('attachment.of_another');
    expect((await remove(old.id).expect(409)).body.code).toBe('attachment.removed_too_late');
    const answers = await Promise.all([remove(own.id), remove(own.id), remove(own.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    await remove(old.id, site.manager).expect(204);
    await remove(ofManager.id, site.manager).expect(204);
    await site.testApp.anonymous.get(own.file.downloadPath).expect(404);
    expect(await used()).toBe(start);
    const removed = (await site.history(id)).filter(({ action }: Record<string, string>) => /removed/.test(action!));
    expect(removed.map(({ oldValue }: Record<string, string>) => oldValue)).toEqual([own.id, old.id, ofManager.id]);
  });

  it('is found below its own work order, and by those who see the work order, only', async () => {
    const [one, other] = [await site.created(), await site.created()];
    const { id } = await attach('work-orders', one.id);
    await site.manager.get(`${filesOf('work-orders', other.id)}/${id}`).expect(404);
    await site.manager.delete(`${filesOf('work-orders', other.id)}/${id}`).expect(404);
    const { client } = site.technician;
    await client.get(filesOf('work-orders', one.id)).expect(404);
    await client.get(`${filesOf('work-orders', one.id)}/${id}`).expect(404);
    await client.delete(`${filesOf('work-orders', one.id)}/${id}`).expect(404);
    const uploadId = await upload(aText(), client);
    await client.post(filesOf('work-orders', one.id)).send({ uploadId }).expect(404);
    await client.get(`/v1/uploads/${uploadId}`).expect(200);
  });
});

describe('attachments of a service request', () => {
  const shownTo = (id: string, client: HttpClient) => captions('work-orders', id, client);

  it('are carried over by its conversion and afterwards, each shown to whoever may see it there', async () => {
    const { customer, manager } = requests;
    const neighbour = await requests.customerOf(site.facilityId);
    const [first, second] = [await requests.approved(), await requests.approved({}, neighbour.client)];
    const carried = await attach('service-requests', first.id, { caption: 'Mine' }, customer.client);
    await attach('service-requests', first.id, { caption: 'Note', isInternal: true });
    await attach('service-requests', second.id, { caption: 'Neighbour', kind: 'other' }, neighbour.client, aText());
    await customer.client.get(filesOf('service-requests', second.id)).expect(404);
    expect(await captions('service-requests', first.id, customer.client)).toEqual(['Mine']);
    const workOrder = await requests.converted(first.id, { assigneeId: site.technician.id });
    await requests.converted(second.id, { workOrderId: workOrder.id });
    await attach('service-requests', first.id, { caption: 'Later' }, customer.client);
    await attach('work-orders', workOrder.id, { caption: 'Ours', isInternal: true });
    await attach('work-orders', workOrder.id, { caption: 'Done', kind: 'photo_after' });
    const all = ['Mine', 'Note', 'Neighbour', 'Later', 'Ours', 'Done'];
    expect(await shownTo(workOrder.id, manager)).toEqual(all);
    expect(await shownTo(workOrder.id, site.technician.client)).toEqual(all);
    expect(await shownTo(workOrder.id, customer.client)).toEqual(['Mine', 'Later', 'Done']);
    const { data } = (await manager.get(filesOf('work-orders', workOrder.id))).body;
    expect(data[0]).toMatchObject({
      serviceRequestId: first.id,
      uploadedById: customer.id,
      file: { id: carried.file.id },
    });
    for (const { id, caption } of data) {
      const status = ['Mine', 'Later', 'Done'].includes(caption) ? 200 : 404;
      await customer.client.get(`${filesOf('work-orders', workOrder.id)}/${id}`).expect(status);
    }
    const uploadId = await upload(aText(), customer.client);
    await customer.client.post(filesOf('work-orders', workOrder.id)).send({ uploadId }).expect(403);
    const internal = { uploadId, isInternal: true };
    await customer.client.post(filesOf('service-requests', first.id)).send(internal).expect(403);
  });

  it('stay at the work order when they are removed from the request; the file goes with the last, also when both go at once', async () => {
    const { customer, manager } = requests;
    const start = await used();
    const { id } = await requests.approved();
    const one = await attach('service-requests', id, { caption: 'One' }, customer.client);
    const two = await attach('service-requests', id, { caption: 'Two' }, customer.client);
    const workOrder = await requests.converted(id);
    const { data } = (await manager.get(filesOf('work-orders', workOrder.id))).body;
    const full = await used();
    await customer.client.delete(`${filesOf('service-requests', id)}/${one.id}`).expect(204);
    expect(await captions('service-requests', id, customer.client)).toEqual(['Two']);
    expect([await shownTo(workOrder.id, customer.client), await used()]).toEqual([['One', 'Two'], full]);
    await site.testApp.anonymous.get(data[0].file.downloadPath).expect(200);
    await manager.delete(`${filesOf('work-orders', workOrder.id)}/${data[0].id}`).expect(204);
    await site.testApp.anonymous.get(data[0].file.downloadPath).expect(404);
    const both = [
      `${filesOf('service-requests', id)}/${two.id}`,
      `${filesOf('work-orders', workOrder.id)}/${data[1].id}`,
    ];
    const answers = await Promise.all(both.map((path) => manager.delete(path)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await used()).toBe(start);
  });

  it('are removed by requesters for 15 minutes only', async () => {
    const { id } = await requests.created();
    const old = await attach('service-requests', id, {}, requests.customer.client);
    await backdate('service_request_attachments', old.id);
    await requests.customer.client.delete(`${filesOf('service-requests', id)}/${old.id}`).expect(409);
    const ofStaff = await attach('service-requests', id);
    await requests.customer.client.delete(`${filesOf('service-requests', id)}/${ofStaff.id}`).expect(403);
    const lines = (await requests.history(id)).map(({ action }: { action: string }) => action);
    expect(lines).toEqual(['created', 'attachment_added', 'attachment_added']);
  });
});
