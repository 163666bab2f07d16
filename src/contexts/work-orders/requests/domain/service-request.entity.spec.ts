import { pullEvents } from '#libs/kernel';
import { pullRequestHistory } from './service-request-history-entry.entity.js';
import { ServiceRequest } from './service-request.entity.js';

const act = { by: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b001', at: new Date('2026-11-22T10:00:00Z') };
const workOrderId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b002';

function aRequest(): ServiceRequest {
  const place = { facilityId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b003', equipmentId: null };
  return ServiceRequest.create({ ...place, requestNumber: 'SR-2026-1', title: 'Rattles', description: 'Loud' }, act);
}

const told = (request: ServiceRequest) => pullEvents(request).map(({ type }) => type);

describe('a service request', () => {
  it('tells of each step, with a line of history', () => {
    const request = aRequest();
    request.edit({ title: 'Rattles loudly', description: 'Loud' }, act);
    request.approve(act);
    request.convert(workOrderId, act);
    expect(request).toMatchObject({ status: 'converted_to_task', workOrderId, convertedAt: act.at });
    expect(told(request)).toEqual(
      ['created', 'updated', 'approved', 'converted'].map((verb) => `service_request.${verb}`),
    );
    expect(pullRequestHistory(request).map(({ action }) => action)).toEqual([
      'created',
      'title_changed',
      'approved',
      'converted',
    ]);
  });

  it('that stays as it is tells nothing', () => {
    const request = aRequest();
    pullEvents(request);
    request.edit({ title: 'Rattles' }, act);
    expect(told(request)).toEqual([]);
  });

  it('is not converted before it is approved, nor twice', () => {
    const request = aRequest();
    expect(() => request.convert(workOrderId, act)).toThrow('cannot be converted');
    request.approve(act);
    request.convert(workOrderId, act);
    expect(() => request.convert(workOrderId, act)).toThrow('has become a work order already');
  });

  it('is rejected with a reason alone', () => {
    const request = aRequest();
    expect(() => request.reject(' ', act)).toThrow('Say why');
    request.reject('Not ours', act);
    expect(request).toMatchObject({ status: 'rejected', rejectionReason: 'Not ours', reviewedById: act.by });
    for (const step of [() => request.approve(act), () => request.edit({ title: 'x' }, act)]) expect(step).toThrow();
  });
});
