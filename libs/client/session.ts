import { ProblemError } from './problem-error.js';
import type { Login, SignedIn, TokenPair } from './schemas.generated.js';

/** What a sign-in gave. Keep it where only its owner reads it, and hand it to a later client to go on without a password. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly expiresAt: number;
}

/** What the owner of a session is told of. */
export interface SessionEvents {
  /** The tokens whenever they change; undefined when the session is over. */
  readonly onTokens?: ((tokens: Tokens | undefined) => void) | undefined;
  /** What this device is known by from now on, after each sign-in. */
  readonly onDeviceToken?: ((deviceToken: string) => void) | undefined;
}

export interface Kept {
  readonly tokens?: Tokens | undefined;
  readonly deviceToken?: string | undefined;
}

type Exchange = (path: '/v1/auth/login' | '/v1/auth/refresh', body: object) => Promise<Response>;

/** Refreshed a little early, so that no request meets the end on its way. */
const EARLY_MS = 30_000;

/** The tokens of one sign-in. However many requests find the access token expired, it is refreshed once. */
export class Session {
  private refreshing: Promise<string | undefined> | undefined;
  private tokens: Tokens | undefined;
  private device: string | undefined;

  constructor(
    private readonly exchange: Exchange,
    { tokens, deviceToken }: Kept,
    private readonly events: SessionEvents,
  ) {
    this.tokens = tokens;
    this.device = deviceToken;
  }

  get current(): Tokens | undefined {
    return this.tokens;
  }

  /** Outlives the session: the next sign-in sends it. */
  get deviceToken(): string | undefined {
    return this.device;
  }

  async signIn(credentials: Login): Promise<void> {
    const known = this.device === undefined ? {} : { deviceToken: this.device };
    const { deviceToken, ...pair } = await this.answerOf<SignedIn>('/v1/auth/login', { ...known, ...credentials });
    this.keep(pair);
    this.device = deviceToken;
    this.events.onDeviceToken?.(deviceToken);
  }

  end(): void {
    this.tokens = undefined;
    this.events.onTokens?.(undefined);
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
      this.keep(await this.answerOf<TokenPair>('/v1/auth/refresh', { refreshToken }));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
      this.end();
    }
    return this.tokens?.accessToken;
  }

  private async answerOf<T>(...exchange: Parameters<Exchange>): Promise<T> {
    const response = await this.exchange(...exchange);
    if (!response.ok) throw await ProblemError.of(response);
    return (await response.json()) as T;
  }

  private keep({ accessToken, refreshToken, expiresIn }: TokenPair): void {
    this.tokens = { accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1_000 };
    this.events.onTokens?.(this.tokens);
  }
}
