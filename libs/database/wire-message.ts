const FIRST_SIZE = 1024;
/** Strings up to here are given the room that they may need at most; measuring them first would take longer. */
const SHORT = 256;

const codes = { parse: 'P', bind: 'B', describe: 'D', execute: 'E', close: 'C', sync: 'S' } as const;

/** A value as it travels: text, bytes, or nothing. */
export type WireValue = string | Buffer | null;

/**
 * Messages of PostgreSQL's extended protocol one behind the other in one buffer, so that a batch is one write of the socket:
 * as many writes as messages cost a third of what a small read costs.
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

  /** To the unnamed portal; all results as text. */
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

  /** The unnamed portal, all its rows. */
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

  /** One format for all parameters is said by none; bytes among them need one for each. */
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

  /** The code, and room for the length that is known at the end. */
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
