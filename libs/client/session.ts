import type { components } from './api.generated.js';
import { ProblemError } from './problem-error.js';

export type Credentials = components['schemas']['Login'];
type TokenPair = components['schemas']['TokenPair'];

/** What a sign-in gave. Keep it where only its owner reads it, and hand it to a later client to go on without a password. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly expiresAt: number;
}

type Exchange = (path: '/v1/auth/login' | '/v1/auth/refresh', body: object) => Promise<Response>;

/** Refreshed a little early, so that no request meets the end on its way. */
const EARLY_MS = 30_000;

/** The tokens of one sign-in. However many requests find the access token expired, it is refreshed once. */
export class Session {
  private refreshing: Promise<string | undefined> | undefined;

  constructor(
    private readonly exchange: Exchange,
    private tokens: Tokens | undefined,
    private readonly changed: (tokens: Tokens | undefined) => void,
  ) {}

  get current(): Tokens | undefined {
    return this.tokens;
  }

  async signIn(credentials: Credentials): Promise<void> {
    this.keep(await this.pairFrom('/v1/auth/login', credentials));
  }

  end(): void {
    this.tokens = undefined;
    this.changed(undefined);
  }

  /** For the next request; undefined when nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    if (!this.tokens || Date.now() < this.tokens.expiresAt - EARLY_MS) return this.tokens?.accessToken;
    return this.refreshed(this.tokens.accessToken);
  }

  /** Another access token than this one, which was refused; undefined when the session is over. */
  async refreshed(refused: string): Promise<string | undefined> {
    if (this.tokens?.accessToken !== refused) return this.tokens?.accessToken;
    this.refreshing ??= this.refresh(this.tokens.refreshToken).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async refresh(refreshToken: string): Promise<string | undefined> {
    try {
      this.keep(await this.pairFrom('/v1/auth/refresh', { refreshToken }));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
      this.end();
    }
    return this.tokens?.accessToken;
  }

  private async pairFrom(...exchange: Parameters<Exchange>): Promise<TokenPair> {
    const response = await this.exchange(...exchange);
    if (!response.ok) throw await ProblemError.of(response);
    return (await response.json()) as TokenPair;
  }

  private keep({ accessToken, refreshToken, expiresIn }: TokenPair): void {
    this.tokens = { accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1_000 };
    this.changed(this.tokens);
  }
}
