import { AssetsFacade } from '#contexts/assets';
import type { UserActor } from '#libs/request-context';
import { WorkOrderSite } from '../../e2e/work-orders/work-order-site.js';

let site: WorkOrderSite;
let assets: AssetsFacade;

beforeAll(async () => {
  site = await WorkOrderSite.open();
  assets = site.testApp.get(AssetsFacade);
});

const machine = async () => (await site.manager.get(`/v1/equipment/${site.equipmentId}`).expect(200)).body;

describe('workPlace', () => {
  const place = () => ({ equipmentId: site.equipmentId });

  it('is the machine with the facility it stands in, or the facility alone', async () => {
    const { facilityId, equipmentId: id } = site;
    const { equipment, ...facility } = await site.tenant.run(() => assets.workPlace(place()));
    expect(facility).toMatchObject({ facilityId, timezone: 'Europe/Berlin', facilityName: expect.any(String) });
    expect(equipment).toEqual({ id, name: 'Lift 2', equipmentNumber: expect.any(String) });
    expect(await site.tenant.run(() => assets.workPlace({ facilityId }))).toMatchObject({
      facilityId,
      equipment: null,
    });
  });

  it('is unknown to users who may not see the facility', async () => {
    const { id, role } = await site.person('customer');
    const actor: UserActor = { kind: 'user', id, role, sessionId: id, permissions: new Set() };
    const ask = () => site.tenant.runAs(actor, () => assets.workPlace(place()));
    await expect(ask()).rejects.toMatchObject({ code: 'equipment.unknown', kind: 'invalid' });
    await site.linkToFacility(id);
    await expect(ask()).resolves.toMatchObject({ facilityId: site.facilityId });
  });
});

it('names the same fields for a machine that is hidden as for one that there is not', async () => {
  const { id, role } = await site.person('customer');
  const actor: UserActor = { kind: 'user', id, role, sessionId: id, permissions: new Set() };
  const facilityId = await site.facility();
  await site.linkToFacility(id, facilityId);
  const faultsOf = (equipmentId: string) =>
    site.tenant.runAs(actor, () => assets.workPlace({ equipmentId, facilityId }).catch((error: unknown) => error));
  const machine = { code: 'equipment.unknown', extra: { errors: [{ pointer: '/equipmentId' }] } };
  expect(await faultsOf(site.tenant.ref.id)).toMatchObject(machine);
  expect(await faultsOf(site.equipmentId)).toMatchObject(machine);
});

describe('recordMaintenance', () => {
  it('waits for concurrent changes of the machine, and calculates after them: the latest end stays', async () => {
    const before = await machine();
    const days = [3, 9, 1, 7, 5];
    let latest = 0;
    const end = (day: number) => {
      latest = Math.max(latest, Date.UTC(2026, 10, day));
      return assets.recordMaintenance(site.equipmentId, async () => new Date(latest));
    };
    await Promise.all(days.map((day) => site.tenant.run(() => end(day))));
    const after = await machine();
    expect(after.lastMaintenanceDate).toBe('2026-11-09T00:00:00.000Z');
    const changes = await site.query('audit_logs', `resource_id = $1 and action = 'update'`, site.equipmentId);
    expect(changes).toHaveLength(after.version - before.version);
  });
});
