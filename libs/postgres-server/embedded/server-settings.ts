// Many locks, because a migration or dump of a tenant locks each of its tables. No statements in the log, since they contain data.
const settings: Record<string, string | number> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  max_locks_per_transaction: 256,
  shared_buffers: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  cluster_name: 'fieldpilot',
  // by default recovery opens each of tens of thousands of files
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};
const unsafeSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
};

/** Arguments of the server override postgresql.conf, which stays as initdb wrote it. */
export function serverArguments(pgdata: string, port: number, durable: boolean): string[] {
  const all = { port, ...settings, ...(durable ? {} : unsafeSettings) };
  return ['-D', pgdata, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
