/** So many at once; the others wait in the order in which they came. */
export class Lane {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  get isWaitedFor(): boolean {
    return this.waiting.length > 0;
  }

  tryEnter(): boolean {
    if (this.free === 0) return false;
    this.free -= 1;
    return true;
  }

  async enter(): Promise<void> {
    if (!this.tryEnter()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
