import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const workOrdersPermissions = definePermissions({
  'work_orders:read': {
    allows: 'See work orders: all of them, or those that concern oneself.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'work_orders:read_all': {
    allows:
      'See every work order, not only those assigned to oneself or one’s teams, those with which one helps, or made from one’s own requests.',
    roles: ['manager', 'employee'],
  },
  'work_orders:create': {
    allows: 'Create work orders.',
    roles: ['manager', 'employee'],
  },
  'work_orders:update': {
    allows: 'Change what a work order says.',
    roles: ['manager'],
  },
  'work_orders:assign': {
    allows: 'Assign work orders to users and teams.',
    roles: ['manager'],
  },
  'work_orders:start': {
    allows: 'Start work.',
    roles: ['manager', 'technician'],
  },
  'work_orders:start_blocked': {
    allows: 'Start work although open work blocks it, with a reason.',
    roles: ['manager'],
  },
  'work_orders:hold': {
    allows: 'Put work on hold.',
    roles: ['manager', 'technician'],
  },
  'work_orders:resume': {
    allows: 'Resume work that is on hold.',
    roles: ['manager', 'technician'],
  },
  'work_orders:complete': {
    allows: 'Complete work.',
    roles: ['manager', 'technician'],
  },
  'work_orders:cancel': {
    allows: 'Cancel work orders.',
    roles: ['manager'],
  },
  'work_orders:reject': {
    allows: 'Reject work orders.',
    roles: ['manager'],
  },
  'work_orders:reopen': {
    allows: 'Reopen completed work orders.',
    roles: ['manager'],
  },
  'work_orders:comment': {
    allows: 'Comment on work orders, and change one’s own comments for a while.',
    roles: ['manager', 'employee', 'technician'],
  },
  'work_orders:note': {
    allows: 'Write and see internal comments on work orders and internal files of them, which customers do not see.',
    roles: ['manager', 'employee', 'technician'],
  },
  'work_orders:attach': {
    allows: 'Attach files to work orders that one sees, and remove one’s own for a while.',
    roles: ['manager', 'employee', 'technician'],
  },
  'work_orders:remove_attachments': {
    allows: 'Remove attachments of work orders, whoever has added them.',
    roles: ['manager'],
  },
  'work_orders:link': {
    allows: 'Link work orders to each other.',
    roles: ['manager', 'employee'],
  },

  'service_requests:read': {
    allows: 'See service requests: all of them, or one’s own and those of the work one has to do.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'service_requests:read_all': {
    allows: 'See every service request.',
    roles: ['manager', 'employee'],
  },
  'service_requests:create': {
    allows: 'Make service requests, for facilities and machines that one sees.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'service_requests:update': {
    allows: 'Change what a pending service request that one sees says.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'service_requests:approve': {
    allows: 'Approve service requests.',
    roles: ['manager'],
  },
  'service_requests:reject': {
    allows: 'Reject service requests.',
    roles: ['manager'],
  },
  'service_requests:convert': {
    allows: 'Make work orders of service requests, or link them to one.',
    roles: ['manager'],
  },
  'service_requests:reopen': {
    allows: 'Have work taken up again that a service request which one sees has led to.',
    roles: ['manager', 'employee', 'customer'],
  },
  'service_requests:rate': {
    allows: 'Rate the work that one has asked for.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'service_requests:comment': {
    allows: 'Write messages about service requests that one sees.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'service_requests:note': {
    allows: 'Write and see internal notes on service requests and internal files of them, which requesters do not see.',
    roles: ['manager', 'employee', 'technician'],
  },
  'service_requests:attach': {
    allows: 'Attach files to service requests that one sees, and remove one’s own for a while.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'service_requests:remove_attachments': {
    allows: 'Remove attachments of service requests, whoever has added them.',
    roles: ['manager'],
  },

  'work_logs:read': {
    allows: 'See visits to work orders: all of them, or one’s own.',
    roles: ['manager', 'employee', 'technician'],
  },
  'work_logs:read_all': {
    allows: 'See the visits of everybody, not only one’s own.',
    roles: ['manager', 'employee'],
  },
  'work_logs:record': {
    allows: 'Report one’s own arrival at and departure from work orders.',
    roles: ['manager', 'technician'],
  },
  'work_logs:record_for_others': {
    allows: 'Report arrivals and departures of others.',
    roles: ['manager'],
  },
  'work_logs:correct': {
    allows: 'Correct visits afterwards, with a reason.',
    roles: ['manager'],
  },

  'cost_lines:read': {
    allows: 'See other costs of work orders that one sees; the amounts with `costs:read` only.',
    roles: ['manager', 'employee', 'technician'],
  },
  'cost_lines:create': {
    allows: 'Add other costs to work orders.',
    roles: ['manager'],
  },
  'cost_lines:update': {
    allows: 'Change other costs of work orders.',
    roles: ['manager'],
  },
  'cost_lines:delete': {
    allows: 'Delete other costs of work orders.',
    roles: ['manager'],
  },

  'labour_rates:read': {
    allows: 'See what an hour of whom costs; the amounts with `costs:read` only.',
    roles: ['manager'],
  },
  'labour_rates:create': {
    allows: 'Add labour rates.',
    roles: ['manager'],
  },
  'labour_rates:update': {
    allows: 'Change labour rates.',
    roles: ['manager'],
  },
  'labour_rates:delete': {
    allows: 'Delete labour rates.',
    roles: ['manager'],
  },

  'reports:read': {
    allows: 'See reports, over the work orders that one sees.',
    roles: ['manager', 'employee', 'technician'],
  },

  'equipment_health:read': {
    allows: 'See how healthy and reliable machines are, worked out from all work on them.',
    roles: ['manager', 'employee'],
  },

  'maintenance_schedules:read': {
    allows: 'See maintenance schedules, their occurrences and previews.',
    roles: ['manager', 'employee', 'technician'],
  },
  'maintenance_schedules:create': {
    allows: 'Add maintenance schedules.',
    roles: ['manager'],
  },
  'maintenance_schedules:update': {
    allows: 'Change, pause and resume maintenance schedules.',
    roles: ['manager'],
  },
  'maintenance_schedules:delete': {
    allows: 'Delete maintenance schedules that never ran.',
    roles: ['manager'],
  },
  'maintenance_schedules:generate': {
    allows: 'Have due work orders generated now.',
    roles: ['manager'],
  },
});
