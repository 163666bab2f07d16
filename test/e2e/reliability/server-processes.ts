import { execFileSync } from 'node:child_process';
import { postmasterOf } from '../tenancy/product-process.js';

/** The processes of PostgreSQL below its first one. */
export function childrenOf(postmaster: number): { readonly pid: number; readonly command: string }[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((row) => (Number(row?.[2]) === postmaster ? [{ pid: Number(row![1]), command: row![3]! }] : []));
}

/** Those that serve the product's connections. */
export function backendsOf(postmaster: number): number[] {
  return childrenOf(postmaster)
    .filter(({ command }) => /fp_(app|platform) /.test(command))
    .map(({ pid }) => pid);
}

/** The first process is stopped first, so that it starts no new ones. */
export function freeze(dataDir: string): () => void {
  const postmaster = postmasterOf(dataDir)!;
  process.kill(postmaster, 'SIGSTOP');
  const children = childrenOf(postmaster).map(({ pid }) => pid);
  for (const pid of children) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of [...children, postmaster]) process.kill(pid, 'SIGCONT');
  };
}
