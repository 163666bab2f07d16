/** The command did its work but the answer is bad news, such as drift: all is said already, only the exit code is left. */
export class UnsuccessfulError extends Error {}
