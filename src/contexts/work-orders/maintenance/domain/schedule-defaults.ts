/** Of a schedule of which nobody says so. */
export const scheduleDefaults = {
  frequencyValue: 1,
  recurrenceBasis: 'fixed',
  leadDays: 0,
  catchUp: 'latest',
  overlap: 'skip',
  workOrderPriority: 'medium',
  isActive: true,
} as const;
