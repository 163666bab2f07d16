/** Data go to stdout and nothing else does; what people should know goes to stderr. */
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

  say(line: string): void {
    this.err.write(`${line}\n`);
  }
}
