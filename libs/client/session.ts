import { ProblemError } from './problem-error.js';
import type { Login, SignedIn, TokenPair } from './schemas.generated.js';

/** The tokens of a session. Store them where only their owner can read them; a later client continues the session with them. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly expiresAt: number;
}

/** Callbacks for whoever stores the tokens. */
export interface SessionEvents {
  /** Called with the tokens whenever they change, and with undefined when the session has ended. */
  readonly onTokens?: ((tokens: Tokens | undefined) => void) | undefined;
  /** Called after each sign-in with the token by which the server recognises this device. */
  readonly onDeviceToken?: ((deviceToken: string) => void) | undefined;
}

export interface Kept {
  readonly tokens?: Tokens | undefined;
  readonly deviceToken?: string | undefined;
}

type Exchange = (path: '/v1/auth/login' | '/v1/auth/refresh', body: object) => Promise<Response>;

/** The token is refreshed a little early, so that it does not expire while a request is on its way. */
const EARLY_MS = 30_000;

/** The tokens of one sign-in. Requests that find the access token expired at the same time share one refresh. */
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

  /** Is kept after the session has ended, because the next sign-in sends it. */
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

  /** The access token for the next request; undefined when nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    if (!this.tokens || Date.now() < this.tokens.expiresAt - EARLY_MS) return this.tokens?.accessToken;
    return this.refreshed(this.tokens.accessToken);
  }

  /** A new access token in place of one that was refused; undefined when the session has ended. */
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
