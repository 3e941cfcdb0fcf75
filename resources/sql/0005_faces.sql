-- Layout 5: faces that people added to an image; states carry box, attributes and whether the face is there (the blobs
-- of face_changes say so themselves).

ALTER TABLE faces ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
