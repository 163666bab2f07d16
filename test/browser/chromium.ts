import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
const macApplication = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A browser of this machine; none is downloaded. */
export function findChromium(): string | undefined {
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, macApplication].find((file) => existsSync(file));
}

// It looks nothing up and calls nobody: a page that needed another host would not load.
const quiet = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A browser with an empty profile, which notes what its pages ask of others and what they complain about. */
export class Browser {
  /** Addresses beyond the origin. */
  readonly foreign: string[] = [];
  /** Errors of scripts and of the console, refusals of the content security policy among them. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    private readonly profile: string,
    private readonly origin: string,
  ) {
    context.on('request', (request) => this.note(request.url()));
    context.on('weberror', (error) => this.complaints.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async start(executablePath: string, origin: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'fieldpilot-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      chromiumSandbox: false,
      args: quiet,
      baseURL: origin,
      viewport: { width: 1024, height: 768 },
    });
    // The machine may be busy with other tests.
    context.setDefaultTimeout(60_000);
    return new Browser(context, profile, origin);
  }

  async open(path: string, size?: { width: number; height: number }): Promise<Page> {
    const page = await this.context.newPage();
    if (size) await page.setViewportSize(size);
    await page.goto(path);
    return page;
  }

  /** Closes all pages but the empty first one: pages that stay open go on using the processor. */
  async closePages(): Promise<void> {
    await Promise.all(
      this.context
        .pages()
        .slice(1)
        .map((page) => page.close()),
    );
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }

  private note(url: string): void {
    if (/^https?:|^wss?:/.test(url) && new URL(url).origin !== this.origin) this.foreign.push(url);
  }
}
