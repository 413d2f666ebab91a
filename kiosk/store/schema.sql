-- The store as the newest migration leaves it; a test holds both and tables.py together.

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE visits (
    id TEXT NOT NULL,
    procedure TEXT NOT NULL,
    state TEXT NOT NULL,
    last TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    link TEXT NOT NULL,
    CONSTRAINT pk_visits PRIMARY KEY (id),
    CONSTRAINT ck_visits_state CHECK (state IN ('open', 'parked', 'sealed', 'ended'))
);

CREATE INDEX ix_visits_state ON visits (state);

CREATE TABLE serials (
    id INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_serials PRIMARY KEY (id),
    CONSTRAINT ck_serials_single CHECK (id = 1)
);

CREATE TABLE parcels (
    id INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_parcels PRIMARY KEY (id),
    CONSTRAINT ck_parcels_single CHECK (id = 1)
);

CREATE TABLE hub_events (
    number INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    dossier TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    data TEXT NOT NULL,
    CONSTRAINT pk_hub_events PRIMARY KEY (number)
);

CREATE INDEX ix_hub_events_dossier ON hub_events (dossier);

CREATE TABLE cursor (
    id INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_cursor PRIMARY KEY (id),
    CONSTRAINT ck_cursor_single CHECK (id = 1)
);

CREATE TABLE device (
    id INTEGER NOT NULL,
    private_key BLOB NOT NULL,
    enrolled TEXT,
    CONSTRAINT pk_device PRIMARY KEY (id),
    CONSTRAINT ck_device_single CHECK (id = 1)
);

CREATE TABLE events (
    visit TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    wall TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    boot_seconds REAL NOT NULL,
    corrected TEXT,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    link TEXT NOT NULL,
    CONSTRAINT pk_events PRIMARY KEY (visit, sequence),
    CONSTRAINT fk_events_visit FOREIGN KEY(visit) REFERENCES visits (id)
)
WITHOUT ROWID;

CREATE TABLE dossiers (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    visit TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    lookup_code TEXT NOT NULL,
    digest TEXT NOT NULL,
    document BLOB NOT NULL,
    sealed_at TEXT NOT NULL,
    procedure TEXT NOT NULL,
    applicant TEXT NOT NULL,
    due TEXT,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_try TEXT,
    official_code TEXT,
    receipt TEXT,
    applicant_number TEXT,
    CONSTRAINT pk_dossiers PRIMARY KEY (number),
    CONSTRAINT uq_dossiers_id UNIQUE (id),
    CONSTRAINT fk_dossiers_visit FOREIGN KEY(visit) REFERENCES visits (id),
    CONSTRAINT uq_dossiers_receipt_number UNIQUE (receipt_number)
);

CREATE INDEX ix_dossiers_state ON dossiers (state);

CREATE INDEX ix_dossiers_applicant_number ON dossiers (applicant_number);

CREATE TABLE moves (
    number INTEGER NOT NULL,
    dossier TEXT NOT NULL,
    state TEXT NOT NULL,
    wall TEXT NOT NULL,
    CONSTRAINT pk_moves PRIMARY KEY (number),
    CONSTRAINT fk_moves_dossier FOREIGN KEY(dossier) REFERENCES dossiers (id)
);

CREATE INDEX ix_moves_dossier ON moves (dossier);

CREATE TABLE epoch (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    heard INTEGER NOT NULL,
    CONSTRAINT pk_epoch PRIMARY KEY (id),
    CONSTRAINT ck_epoch_single CHECK (id = 1)
);

CREATE TABLE objects (
    dossier TEXT NOT NULL,
    object TEXT NOT NULL,
    size INTEGER NOT NULL,
    sealed_sha256 TEXT NOT NULL,
    "offset" INTEGER,
    upload TEXT,
    CONSTRAINT pk_objects PRIMARY KEY (dossier, object),
    CONSTRAINT fk_objects_dossier FOREIGN KEY(dossier) REFERENCES dossiers (id)
);

CREATE TABLE deletions (
    number INTEGER NOT NULL,
    visit TEXT NOT NULL,
    dossier TEXT,
    kind TEXT NOT NULL,
    since TEXT NOT NULL,
    deleted_at TEXT NOT NULL,
    events INTEGER NOT NULL,
    files INTEGER NOT NULL,
    head TEXT NOT NULL,
    left_over TEXT NOT NULL,
    link TEXT NOT NULL,
    CONSTRAINT pk_deletions PRIMARY KEY (number),
    CONSTRAINT uq_deletions_visit UNIQUE (visit),
    CONSTRAINT fk_deletions_visit FOREIGN KEY(visit) REFERENCES visits (id),
    CONSTRAINT uq_deletions_dossier UNIQUE (dossier),
    CONSTRAINT fk_deletions_dossier FOREIGN KEY(dossier) REFERENCES dossiers (id)
);

CREATE TABLE holds (
    number INTEGER NOT NULL,
    dossier TEXT NOT NULL,
    reason TEXT NOT NULL,
    placed_by TEXT NOT NULL,
    placed_at TEXT NOT NULL,
    lifted_by TEXT,
    lifted_at TEXT,
    CONSTRAINT pk_holds PRIMARY KEY (number),
    CONSTRAINT fk_holds_dossier FOREIGN KEY(dossier) REFERENCES dossiers (id)
);

CREATE INDEX ix_holds_dossier ON holds (dossier);

CREATE TABLE hub_time (
    id INTEGER NOT NULL,
    hub TEXT NOT NULL,
    wall TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    boot_seconds REAL NOT NULL,
    CONSTRAINT pk_hub_time PRIMARY KEY (id),
    CONSTRAINT ck_hub_time_single CHECK (id = 1)
);
