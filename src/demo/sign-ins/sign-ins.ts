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

/** The sign-ins of the demo, in the format of the file in the data folder. */
export interface DemoSignIns {
  readonly baseUrl: string;
  /** Null when the password is no longer known. */
  readonly operator: SignIn | null;
  /** Without the users whose passwords are no longer known. */
  readonly tenants: readonly TenantSignIns[];
}
