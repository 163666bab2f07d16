interface CruisedModule {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string }[];
}

export function folderCycles(modules: readonly CruisedModule[]): string[][];
