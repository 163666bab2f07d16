/**
 * One prepared query for each requested set of expansions, so that no relation is read without need.
 * @param names all expansions; their order makes equal sets equal keys
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
