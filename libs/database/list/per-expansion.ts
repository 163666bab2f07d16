/**
 * One prepared read per set of expansions that is really asked for: what nobody wants expanded is not fetched.
 * @param names all there are; their order makes one set of each combination
 */
export function perExpansion<Name extends string, T>(names: readonly Name[], build: (wanted: readonly Name[]) => T) {
  const made = new Map<string, T>();
  return (wanted: readonly Name[] = []): T => {
    const chosen = names.filter((name) => wanted.includes(name));
    const key = chosen.join();
    const known = made.get(key) ?? build(chosen);
    made.set(key, known);
    return known;
  };
}
