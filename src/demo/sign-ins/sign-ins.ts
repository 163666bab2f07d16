export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export interface UserSignIn extends SignIn {
  readonly role: string;
}

export interface TenantSignIns {
  readonly slug: string;
  readonly users: readonly UserSignIn[];
}

/** How people get into the demo; the form of the file in the data folder. */
export interface DemoSignIns {
  readonly baseUrl: string;
  /** Null where nobody knows the password any more. */
  readonly operator: SignIn | null;
  /** Without those whose passwords nobody knows any more. */
  readonly tenants: readonly TenantSignIns[];
}
