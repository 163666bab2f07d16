/** What a notification is about, in this API. */
export interface NotificationLink {
  readonly type: string;
  readonly id: string;
  readonly url: string;
}

/** People who are told the same. */
export interface Concern<Data> {
  readonly userIds: readonly string[];
  readonly data: Data;
  readonly link: NotificationLink;
}

const paths = {
  work_order: 'work-orders',
  service_request: 'service-requests',
  part: 'parts',
  webhook: 'webhooks',
} as const;

export function linkTo(type: keyof typeof paths, id: string): NotificationLink {
  return { type, id, url: `/v1/${paths[type]}/${id}` };
}
