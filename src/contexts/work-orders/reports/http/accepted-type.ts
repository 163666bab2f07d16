import { PreferredType } from '#libs/http';
import { reportTypes } from './report-format.js';

/** What the Accept header of a report asks for. */
export const AcceptedType = PreferredType(...Object.values(reportTypes));
