/** How urgent the use of a limit is, in per cent. Nobody approaches a limit of nothing, nor one that is not there. */
export function warningLevel(used: number, allowed: number | null): 0 | 80 | 100 {
  if (allowed === null || allowed === 0) return 0;
  if (used >= allowed) return 100;
  return used * 100 >= allowed * 80 ? 80 : 0;
}
