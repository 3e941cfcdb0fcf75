-- Layout 2: what the points of a run are averaged over.

ALTER TABLE runs ADD COLUMN flip INTEGER NOT NULL DEFAULT 0;

ALTER TABLE runs ADD COLUMN jitters INTEGER NOT NULL DEFAULT 0;
