import type { DemoDataset } from './demo-dataset.js';
import { plannedMachines } from './planned-orders.js';
import { addCosts } from './rows/costs.js';
import { addCustomFields } from './rows/custom-fields.js';
import { addDocuments } from './rows/documents.js';
import { addJobs, finished } from './rows/jobs.js';
import { addMachines } from './rows/machines.js';
import { addNotices } from './rows/notices.js';
import { addParts } from './rows/parts.js';
import { addPeople } from './rows/people.js';
import { addPlaces } from './rows/places.js';
import { addPurchases } from './rows/purchases.js';
import { addRequests } from './rows/requests.js';
import { addSchedules } from './rows/schedules.js';
import { addStockCounts } from './rows/stock-counts.js';
import { addSuppliers } from './rows/suppliers.js';
import { singleOrders } from './single-orders.js';

/** Converts the demo data of a tenant to rows. @param hashes hashes of passwords by e-mail address; only the first copy has people */
export function addAllRows(dataset: DemoDataset, hashes: ReadonlyMap<string, string>): void {
  const planned = plannedMachines(dataset);
  const made = planned.flatMap(({ past }) => past.flatMap(({ job }) => job ?? []));
  // in the order of their creation, in which the database numbers them
  const inOrder = [...singleOrders(dataset), ...made].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const jobs = inOrder.map((job) => finished(dataset, job));
  addMachines(dataset, { jobs, planned });
  addSchedules(dataset, planned);
  addJobs(dataset, jobs);
  if (!dataset.isOriginal) return;
  addPeople(dataset, hashes);
  addPlaces(dataset);
  addCustomFields(dataset);
  addDocuments(dataset);
  addSuppliers(dataset);
  addPurchases(dataset);
  addParts(dataset, jobs);
  addStockCounts(dataset);
  addCosts(dataset, jobs);
  addRequests(dataset, jobs);
  addNotices(dataset, jobs);
}
