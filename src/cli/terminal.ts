/** Only data go to stdout; messages go to stderr. */
export class Terminal {
  constructor(
    private readonly out: NodeJS.WritableStream = process.stdout,
    private readonly err: NodeJS.WritableStream = process.stderr,
  ) {}

  data(text: string): void {
    this.out.write(`${text}\n`);
  }

  json(value: unknown): void {
    this.data(JSON.stringify(value, null, 2));
  }

  message(line: string): void {
    this.err.write(`${line}\n`);
  }
}
