/**
 * The tables of `state/state.db`. `PRAGMA user_version` is the number of migrations done; a migration never changes once it was released.
 * Times are ISO 8601 in UTC. Names that compare without case have a `…_key` column beside them (model/names.ts).
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- A domain that has been synchronised: its own id, and the controller of the last run that was applied.
  CREATE TABLE domain (name TEXT PRIMARY KEY, domain_id TEXT, invocation_id TEXT) WITHOUT ROWID;

  -- The objects at the service that are this instance's own. \`resource\` is the canonical flat resource as it was last sent or seen.
  CREATE TABLE known (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    anchor TEXT NOT NULL UNIQUE,
    domain TEXT NOT NULL, base TEXT NOT NULL,
    dn TEXT NOT NULL,
    scim_id TEXT NOT NULL UNIQUE,
    external_id TEXT, external_key TEXT,
    name TEXT NOT NULL, name_key TEXT NOT NULL,
    mail_key TEXT,
    active INTEGER NOT NULL,
    resource TEXT NOT NULL,
    -- 'present'; 'pending': deleted by us, kept by the service; 'missing': seen to be gone there, and not by us.
    standing TEXT NOT NULL DEFAULT 'present',
    -- The service showed the user disabled although we had not done it.
    blocked_at_service INTEGER NOT NULL DEFAULT 0,
    -- First complete read without it that proved the departure; and the first that only failed to find it.
    departed_at TEXT, unseen_since TEXT
  );
  CREATE INDEX known_external ON known (kind, external_key);
  CREATE INDEX known_standing ON known (kind, standing, domain, active);
  CREATE INDEX known_name ON known (kind, name_key);

  CREATE TABLE membership (group_id INTEGER NOT NULL, member_id INTEGER NOT NULL, PRIMARY KEY (group_id, member_id)) WITHOUT ROWID;
  CREATE INDEX membership_member ON membership (member_id);

  -- Objects that failed: when they are tried again. \`source_hash\` is of what was tried, so that a change at the source is tried at once.
  CREATE TABLE quarantine (
    anchor TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, dn TEXT NOT NULL,
    problem TEXT NOT NULL, source_hash TEXT NOT NULL, since TEXT NOT NULL, failures INTEGER NOT NULL, retry_at TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE run (
    seq INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE, mode TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
    exit_code INTEGER, counts TEXT, pid INTEGER NOT NULL, sent_through INTEGER NOT NULL DEFAULT 0
  );

  -- Every operation is here before the first request of its run. Without a result and with seq <= run.sent_through it is in doubt.
  CREATE TABLE journal (
    run_seq INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, action TEXT NOT NULL, object_id INTEGER NOT NULL,
    anchor TEXT NOT NULL, domain TEXT NOT NULL, scim_id TEXT, external_id TEXT, name TEXT NOT NULL, dn TEXT NOT NULL,
    guard TEXT, approved INTEGER NOT NULL DEFAULT 0,
    result TEXT, attempts INTEGER NOT NULL DEFAULT 0, error TEXT, at TEXT,
    PRIMARY KEY (run_seq, seq)
  ) WITHOUT ROWID;
  CREATE INDEX journal_anchor ON journal (anchor);
  CREATE INDEX journal_window ON journal (guard, at) WHERE at IS NOT NULL;
  CREATE INDEX journal_doubt ON journal (run_seq, seq) WHERE result = 'in_doubt';

  -- Membership removals done, for the guards' window of 24 hours.
  CREATE TABLE removal (at TEXT NOT NULL, group_id INTEGER NOT NULL, domain TEXT NOT NULL, removed INTEGER NOT NULL);
  CREATE INDEX removal_window ON removal (at);
  CREATE INDEX removal_group ON removal (group_id, at);

  -- What the guards held, and what an administrator said of it.
  CREATE TABLE held_plan (
    held_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, since TEXT NOT NULL, last_held TEXT NOT NULL, counts TEXT NOT NULL,
    -- The scope and the mapping that it was made under.
    config_hash TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE held_entry (
    held_id TEXT NOT NULL, entry TEXT NOT NULL, seq INTEGER NOT NULL, guards TEXT NOT NULL, operation TEXT NOT NULL, PRIMARY KEY (held_id, entry)
  ) WITHOUT ROWID;
  CREATE TABLE decision (entry TEXT PRIMARY KEY, held_id TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL, expires TEXT) WITHOUT ROWID;

  -- Objects and memberships of the last read whose plan was applied.
  CREATE TABLE baseline (kind TEXT NOT NULL, domain TEXT NOT NULL, base TEXT NOT NULL, objects INTEGER NOT NULL, PRIMARY KEY (kind, domain, base)) WITHOUT ROWID;
  `
]

/**
 * The tables of the run's own anonymous database, which the system deletes by itself. An object that is known has the same `id` here as in
 * `state.known`, so that objects and memberships compare by integers; new ones are numbered above all known ones.
 */
export const WORKSPACE = `
  CREATE TABLE desired (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    guid BLOB NOT NULL UNIQUE,
    anchor TEXT NOT NULL,
    domain TEXT NOT NULL, base TEXT NOT NULL, dn TEXT NOT NULL, dn_key TEXT,
    external_id TEXT, external_key TEXT,
    name TEXT, name_key TEXT,
    mail_key TEXT,
    active INTEGER NOT NULL,
    resource TEXT NOT NULL,
    -- JSON list of problems that keep a part of it from the service; NULL without any.
    lacking TEXT
  );
  CREATE INDEX desired_dn ON desired (dn_key) WHERE dn_key IS NOT NULL;
  CREATE INDEX desired_without_external ON desired (id) WHERE external_key IS NULL;
  CREATE INDEX desired_without_name ON desired (id) WHERE name_key IS NULL;

  -- The groups among them: to ask whether a member is one costs no look at its row.
  CREATE TABLE desired_group (id INTEGER PRIMARY KEY);
  -- Groups outside the scope that nesting leads through.
  CREATE TABLE through_group (id INTEGER PRIMARY KEY, guid BLOB NOT NULL UNIQUE);
  -- Groups in groups: each a desired group or a through_group. Users who are direct members are in wanted_member at once.
  CREATE TABLE direct_member (group_id INTEGER NOT NULL, member_id INTEGER NOT NULL);
  CREATE TABLE unresolved_member (group_id INTEGER NOT NULL, guid BLOB, dn_key TEXT);
  CREATE TABLE any_group (guid BLOB PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE wanted_member (group_id INTEGER NOT NULL, member_id INTEGER NOT NULL, PRIMARY KEY (group_id, member_id)) WITHOUT ROWID;

  -- The service as it was read in this run.
  CREATE TABLE service_object (
    scim_id TEXT PRIMARY KEY, kind TEXT NOT NULL, external_key TEXT, name TEXT NOT NULL, name_key TEXT NOT NULL,
    active INTEGER NOT NULL, pending INTEGER NOT NULL, raw TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE service_member (group_scim_id TEXT NOT NULL, member_scim_id TEXT NOT NULL);

  -- What compare found: known objects as the service shows them, newcomers that match one at the service, known objects that departed.
  CREATE TABLE actual (id INTEGER PRIMARY KEY, resource TEXT NOT NULL, active INTEGER NOT NULL);
  CREATE TABLE actual_member (group_id INTEGER NOT NULL, member_id INTEGER NOT NULL, PRIMARY KEY (group_id, member_id)) WITHOUT ROWID;
  CREATE TABLE missing_at_service (id INTEGER PRIMARY KEY);
  CREATE TABLE matching (id INTEGER PRIMARY KEY, scim_id TEXT NOT NULL, matched_by TEXT NOT NULL, resource TEXT NOT NULL, active INTEGER NOT NULL);
  CREATE TABLE departure (id INTEGER PRIMARY KEY, how TEXT NOT NULL, verdict TEXT NOT NULL);

  -- The plan.
  CREATE TABLE operation (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, action TEXT NOT NULL, object_id INTEGER NOT NULL, anchor TEXT NOT NULL, domain TEXT NOT NULL,
    external_id TEXT, scim_id TEXT, name TEXT NOT NULL, dn TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- JSON list of changes; NULL where the whole desired resource is sent.
    changes TEXT,
    renames INTEGER NOT NULL DEFAULT 0,
    -- The entry of the plan's id; NULL where the operation only carries memberships.
    entry TEXT,
    -- planned, held, skipped; then done, failed, in_doubt.
    status TEXT NOT NULL DEFAULT 'planned',
    -- kept_guards: those that the plan itself names; guards: those that hold it.
    kept_guards TEXT, guards TEXT, approved INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0, error TEXT
  );
  CREATE INDEX operation_object ON operation (object_id);
  CREATE INDEX operation_anchor ON operation (anchor);
  CREATE TABLE member_change (
    group_id INTEGER NOT NULL, member_id INTEGER NOT NULL, action TEXT NOT NULL,
    group_anchor TEXT NOT NULL, member_anchor TEXT NOT NULL, domain TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'planned', guards TEXT, approved INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (group_id, member_id)
  ) WITHOUT ROWID;
  -- What keeps objects, or parts of them, from the service. \`repeated\`: it was said by an earlier run, the object is in quarantine.
  CREATE TABLE object_problem (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, anchor TEXT NOT NULL, name TEXT NOT NULL, dn TEXT NOT NULL,
    problem TEXT NOT NULL, source_hash TEXT NOT NULL, repeated INTEGER NOT NULL, warning INTEGER NOT NULL
  );
  CREATE INDEX object_problem_anchor ON object_problem (anchor);
  -- Objects that would have got an operation if they were not protected.
  CREATE TABLE spared (id INTEGER PRIMARY KEY, kind TEXT NOT NULL);
`
