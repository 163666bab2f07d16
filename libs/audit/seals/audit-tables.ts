interface EntryTable {
  id: string;
  changes: object | null;
  created_at: string;
}

/** Columns of the log and its seals as reads get them. */
export interface AuditTables {
  audit_logs: EntryTable;
  audit_logs_archive: EntryTable;
  audit_seals: {
    sequence: string;
    audit_log_id: string;
    audit_created_at: string;
    row_hash: string;
    previous_hash: string;
    chain_hash: string;
    sealed_at: string;
  };
}
