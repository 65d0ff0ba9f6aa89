/** One-megabyte WAL segments: one of them belongs to every stored state. */
export const INITDB_PARAMETERS: readonly string[] = ['--wal-segsize=1'];

/**
 * What the server is started with. PGlite's own list also sets `search_path=public` and allows changes to system tables,
 * which would let migrations through that fail on a real server.
 */
export const START_PARAMETERS: readonly string[] = [
  ...['--single', '-F', '-j'],
  ...settings({
    exit_on_error: 'false',
    log_checkpoints: 'false',
    max_worker_processes: '0',
    max_parallel_workers: '0',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    io_method: 'sync',
    // The database lives in memory and is thrown away: nothing has to survive a crash, WAL is only weight.
    full_page_writes: 'off',
    wal_recycle: 'off',
    wal_init_zero: 'off',
    // The default of 128 MB costs 100 MB of resident memory and gains no time.
    shared_buffers: '16MB',
    // One session is all that there ever is. The tables of locks and backends are as big as there may be sessions, and setting
    // up those for a hundred took half of the start.
    max_connections: '1',
    superuser_reserved_connections: '0',
    max_wal_senders: '0',
    autovacuum_worker_slots: '1',
    // Times the few sessions: a dump of 8,000 tables in one transaction holds four locks on each.
    max_locks_per_transaction: '8192',
  }),
];

/** The role and database that PGlite connects as. */
export const ENGINE_ROLE = 'postgres';

function settings(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
