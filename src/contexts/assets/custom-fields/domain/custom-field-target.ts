/** What a field may be for. */
export const customFieldTargets = ['equipment', 'work_order'] as const;
export type CustomFieldTarget = (typeof customFieldTargets)[number];
