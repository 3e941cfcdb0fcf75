-- Layout 4: colour and mark of a run, where somebody chose them.

ALTER TABLE runs ADD COLUMN look INTEGER NOT NULL DEFAULT -1;
