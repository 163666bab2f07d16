/** How many of 100 points a machine loses. The page docs/reports.md shows them. */
export const healthRule = {
  overdueMaintenance: { each: 10, most: 40 },
  failures: { each: 8, most: 40, days: 180 },
  /** Once the warranty has expired, and for each full year since. */
  age: { expired: 5, eachYear: 1, most: 15 },
  status: { operational: 0, maintenance: 5, shutdown: 20 },
} as const;

/** Below it a machine is one to look after. */
export const LOW_HEALTH = 50;

export const healthDefinition = `100 points less what is lost, at least 0: ${healthRule.overdueMaintenance.each} for each maintenance work order that is open and overdue (at most ${healthRule.overdueMaintenance.most}), ${healthRule.failures.each} for each repair or emergency completed in the last ${healthRule.failures.days} days (at most ${healthRule.failures.most}), ${healthRule.age.expired} once the warranty has expired and ${healthRule.age.eachYear} more for each full year since (at most ${healthRule.age.most}), ${healthRule.status.maintenance} while the machine is being maintained, ${healthRule.status.shutdown} while it is shut down. Decommissioned machines have no score.`;
