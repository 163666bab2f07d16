/** The command has run and printed a negative result, such as drift; only the exit code is left to set. */
export class UnsuccessfulError extends Error {}
