-- Layout 1. Each statement ends with ';' and an empty line: that is where the migration splits them.

CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid BLOB NOT NULL,
    name TEXT NOT NULL,
    root TEXT NOT NULL,
    image_root TEXT NOT NULL,
    opened TEXT NOT NULL,
    scheme TEXT NOT NULL
);

CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    modified INTEGER NOT NULL -- nanoseconds since 1970; with `bytes` it tells whether hashing again is needed
);

-- Never deleted: a face that comes back with its file finds its state again.
CREATE TABLE faces (
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    image TEXT NOT NULL,
    x REAL, y REAL, width REAL, height REAL, -- annotated box, else the box of the landmarks
    digest INTEGER NOT NULL                  -- of the ground truth's points
);

CREATE TABLE revisions (
    sequence INTEGER PRIMARY KEY,
    gesture BLOB NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (0, 1, 2)), -- edit, undo, redo
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    session TEXT NOT NULL,
    time INTEGER NOT NULL -- milliseconds since 1970
);

CREATE TABLE face_changes (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revisions (sequence),
    face INTEGER NOT NULL REFERENCES faces (id),
    base INTEGER NOT NULL, -- the face's revision before this one, 0: none
    mask BLOB NOT NULL,
    before BLOB NOT NULL,
    after BLOB NOT NULL,
    UNIQUE (revision, face)
);

CREATE INDEX face_changes_of_face ON face_changes (face, revision);

-- The last change of every face, whose `after` is the current state: made from the log, in the transaction that
-- extends it.
CREATE TABLE face_states (
    face INTEGER PRIMARY KEY REFERENCES faces (id),
    change INTEGER NOT NULL REFERENCES face_changes (id)
);

CREATE INDEX face_states_by_change ON face_states (change);

CREATE TRIGGER revisions_are_not_changed BEFORE UPDATE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

CREATE TRIGGER revisions_are_not_removed BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

CREATE TRIGGER revisions_are_not_replaced BEFORE INSERT ON revisions
WHEN EXISTS (SELECT 1 FROM revisions WHERE sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

CREATE TRIGGER face_changes_are_not_changed BEFORE UPDATE ON face_changes
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

CREATE TRIGGER face_changes_are_not_removed BEFORE DELETE ON face_changes
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

CREATE TRIGGER face_changes_are_not_replaced BEFORE INSERT ON face_changes
WHEN EXISTS (SELECT 1 FROM face_changes
             WHERE id = NEW.id OR (revision = NEW.revision AND face = NEW.face))
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

-- A run has its row from the moment it gets a number, and keeps it when it is removed: the provenance of points that
-- were copied from it goes on naming the model.
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    stored INTEGER NOT NULL DEFAULT 0, -- whether run_rows holds it
    name TEXT NOT NULL DEFAULT '',
    scheme TEXT NOT NULL DEFAULT '',
    model_name TEXT NOT NULL DEFAULT '',
    model_hash TEXT NOT NULL DEFAULT '',
    device TEXT NOT NULL DEFAULT '',
    boxes TEXT NOT NULL DEFAULT '',
    detector TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT ''
);

-- id = number of the run * 2^32 + row. Covariance and peak stand last, so that reading the points does not touch them.
CREATE TABLE run_rows (
    id INTEGER PRIMARY KEY,
    face INTEGER REFERENCES faces (id),
    image TEXT NOT NULL,
    missing INTEGER NOT NULL,
    boxes BLOB NOT NULL,  -- box and crop box, eight doubles
    points BLOB NOT NULL, -- float pairs
    covariance BLOB,      -- three floats a point
    peak BLOB             -- one float a point
);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
