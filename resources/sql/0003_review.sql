-- Layout 3: the work that went into a change; states carry their author, time and reason, and comments (the blobs of
-- face_changes say so themselves). One row a change at most; none where no hand was at work.

CREATE TABLE edit_costs (
    change INTEGER PRIMARY KEY REFERENCES face_changes (id),
    face INTEGER NOT NULL REFERENCES faces (id),
    clicks INTEGER NOT NULL,
    drags INTEGER NOT NULL,
    active INTEGER NOT NULL -- milliseconds
);

CREATE INDEX edit_costs_of_face ON edit_costs (face);

CREATE TRIGGER edit_costs_are_not_changed BEFORE UPDATE ON edit_costs
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;

CREATE TRIGGER edit_costs_are_not_removed BEFORE DELETE ON edit_costs
BEGIN
    SELECT RAISE(ABORT, 'the revision log is append-only');
END;
