const FIRST_SIZE = 1024;
/** Shorter strings get the space that they need at most; measuring them first would take longer. */
const SHORT = 256;

const codes = { parse: 'P', bind: 'B', describe: 'D', execute: 'E', close: 'C', sync: 'S' } as const;

/** An encoded value: text, bytes, or null. */
export type WireValue = string | Buffer | null;

/**
 * Messages of PostgreSQL's extended protocol in one buffer, so that a batch is one write to the socket: one write for each message would
 * take a third of the time of a small read.
 */
export class WireMessage {
  private buffer = Buffer.allocUnsafe(FIRST_SIZE);
  private end = 0;

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.end);
  }

  parse(name: string, text: string): void {
    const start = this.begin(codes.parse);
    this.addName(name);
    this.addName(text);
    this.addInt16(0);
    this.finish(start);
  }

  /** Binds to the unnamed portal, with all results as text. */
  bind(statement: string, values: readonly WireValue[]): void {
    const start = this.begin(codes.bind);
    this.addName('');
    this.addName(statement);
    this.addFormats(values);
    this.addInt16(values.length);
    for (const value of values) this.addValue(value);
    this.addInt16(0);
    this.finish(start);
  }

  describePortal(): void {
    const start = this.begin(codes.describe);
    this.addName('P');
    this.finish(start);
  }

  /** Executes the unnamed portal without a row limit. */
  execute(): void {
    const start = this.begin(codes.execute);
    this.addName('');
    this.addInt32(0);
    this.finish(start);
  }

  closeStatement(name: string): void {
    const start = this.begin(codes.close);
    this.addName(`S${name}`);
    this.finish(start);
  }

  sync(): void {
    this.finish(this.begin(codes.sync));
  }

  /** Without formats all parameters are text; when one is bytes each needs its format. */
  private addFormats(values: readonly WireValue[]): void {
    const isMixed = values.some((value) => value instanceof Buffer);
    this.addInt16(isMixed ? values.length : 0);
    if (isMixed) for (const value of values) this.addInt16(value instanceof Buffer ? 1 : 0);
  }

  private addValue(value: WireValue): void {
    if (value === null) return this.addInt32(-1);
    const start = this.end;
    this.addInt32(0);
    if (typeof value === 'string') this.addText(value);
    else this.addBytes(value);
    this.buffer.writeInt32BE(this.end - start - 4, start);
  }

  private addName(name: string): void {
    this.addText(name);
    this.reserve(1);
    this.buffer[this.end++] = 0;
  }

  private addText(text: string): void {
    this.reserve(text.length <= SHORT ? text.length * 3 : Buffer.byteLength(text));
    this.end += this.buffer.write(text, this.end);
  }

  private addBytes(bytes: Buffer): void {
    this.reserve(bytes.length);
    this.end += bytes.copy(this.buffer, this.end);
  }

  private addInt16(value: number): void {
    this.reserve(2);
    this.end = this.buffer.writeUInt16BE(value, this.end);
  }

  private addInt32(value: number): void {
    this.reserve(4);
    this.end = this.buffer.writeInt32BE(value, this.end);
  }

  /** Writes the code, and reserves the length, which is known at the end. */
  private begin(code: string): number {
    this.reserve(5);
    this.buffer[this.end] = code.charCodeAt(0);
    this.end += 5;
    return this.end - 4;
  }

  private finish(start: number): void {
    this.buffer.writeInt32BE(this.end - start, start);
  }

  private reserve(size: number): void {
    if (this.end + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.end + size));
    this.buffer.copy(larger, 0, 0, this.end);
    this.buffer = larger;
  }
}
