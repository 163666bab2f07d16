interface FeatureFacts {
  readonly description: string;
  /**
   * The files that check it. None: no part of the product depends on it yet, and whoever has the plan is served by people or by what is
   * agreed with them.
   */
  readonly checkedIn: readonly string[];
}

/** Every feature that a plan can include, and where it is checked; a spec compares this with the code. */
export const planFeatureFacts = {
  api_access: {
    description: 'Programs that call the API',
    checkedIn: [
      'src/contexts/identity/api-keys/application/api-key.service.ts',
      'src/contexts/identity/api-keys/application/api-key.queries.ts',
      'src/contexts/identity/authentication/application/api-key-lookup.service.ts',
    ],
  },
  white_label: {
    description: 'Mails under the brand of the account',
    checkedIn: ['src/contexts/tenancy/settings/application/mail-brand.service.ts'],
  },
  webhooks: {
    description: 'Events sent to addresses of the account',
    checkedIn: [
      'src/contexts/notifications/webhooks/application/webhook.service.ts',
      'src/contexts/notifications/webhooks/application/webhook-delivery.service.ts',
      'src/contexts/notifications/webhooks/application/webhook.queries.ts',
      'src/contexts/notifications/webhooks/application/queued-delivery.writes.ts',
    ],
  },
  custom_domain: { description: 'Domains of their own', checkedIn: [] },
  sso: { description: 'Single sign-on', checkedIn: [] },
  custom_workflows: { description: 'Workflows of their own', checkedIn: [] },
  ai_insights: { description: 'Insights from what was done', checkedIn: [] },
  predictive_maintenance: { description: 'Forecasts of failures', checkedIn: [] },
  priority_support: { description: 'Support comes first', checkedIn: [] },
} as const satisfies Record<string, FeatureFacts>;

export type PlanFeature = keyof typeof planFeatureFacts;

export const planFeatures = Object.keys(planFeatureFacts) as PlanFeature[];
