import type { DemoBook } from './demo-book.js';
import { plannedMachines } from './planned-orders.js';
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
import { singleOrders } from './single-orders.js';

/** Turns the tables of a tenant into rows. @param hashes of the passwords, by e-mail address; the original alone has people */
export function fillBook(book: DemoBook, hashes: ReadonlyMap<string, string>): void {
  const planned = plannedMachines(book);
  const made = planned.flatMap(({ past }) => past.flatMap(({ job }) => job ?? []));
  const jobs = [...singleOrders(book), ...made].map((job) => finished(book, job));
  addMachines(book, { jobs, planned });
  addSchedules(book, planned);
  addJobs(book, jobs);
  if (!book.isOriginal) return;
  addPeople(book, hashes);
  addPlaces(book);
  addDocuments(book);
  addPurchases(book);
  addParts(book, jobs);
  addRequests(book, jobs);
  addNotices(book, jobs);
}
