import { UnitOfWork } from '#libs/database';
import { runInTenant } from '#libs/request-context';
import { ServiceRequestNumberService } from '../../../src/contexts/work-orders/requests/application/service-request-number.service.js';
import { ServiceRequestService } from '../../../src/contexts/work-orders/requests/application/service-request.service.js';
import { aServiceRequest } from '../../builders/work-orders/service-request.builder.js';
import { ServiceRequestSite } from './service-request-site.js';

let requests: ServiceRequestSite;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
});

class Undone extends Error {}

/** As a process that dies after everything but the commit. */
async function createdAndUndone(): Promise<void> {
  const { testApp, tenant, equipmentId } = requests.site;
  const unitOfWork = testApp.get(UnitOfWork);
  const undone = tenant.run(() =>
    unitOfWork.transactional(async () => {
      await testApp.get(ServiceRequestService).create({ ...aServiceRequest(), equipmentId });
      throw new Undone();
    }),
  );
  await expect(undone).rejects.toThrow(Undone);
}

it('numbers have neither gaps nor doubles, whoever creates at once and whatever is undone', async () => {
  const made: string[] = [];
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      if (n % 5 === 0) await createdAndUndone();
      else made.push((await requests.created()).requestNumber);
    }),
  );
  const counts = made.map((number) => Number(number.split('-')[2])).sort((a, b) => a - b);
  expect(counts).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
});

describe('the year', () => {
  const numbered = (timezone: string, at: string) => {
    const { testApp, tenant } = requests.site;
    const next = () => testApp.get(ServiceRequestNumberService).next(new Date(at));
    return runInTenant({ ...tenant.ref, timezone }, 'test', () =>
      testApp.get(UnitOfWork).transactional(async () => next()),
    );
  };

  it("is that of the account's calendar, and each counts anew", async () => {
    expect(await numbered('Pacific/Auckland', '2029-12-31T11:00:00Z')).toBe('SR-2030-1');
    expect(await numbered('Europe/Berlin', '2029-12-31T11:00:00Z')).toBe('SR-2029-1');
    expect(await numbered('America/Los_Angeles', '2030-01-01T07:59:59Z')).toBe('SR-2029-2');
    expect(await numbered('America/Los_Angeles', '2030-01-01T08:00:00Z')).toBe('SR-2030-2');
  });
});
