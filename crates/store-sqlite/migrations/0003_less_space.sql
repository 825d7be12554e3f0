-- The details of log entries, packed: they name who joined and left a group, with ids that take half the space.
--
-- What stands there so far needs no packing: text without ids is its own packed form, and text with ids is read as well. It
-- is written anew in one transaction all the same, since a column of texts takes no bytes: twice the log's space is needed.

CREATE TABLE log_packed (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL,
    directory INTEGER,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    key BLOB,
    request TEXT NOT NULL,
    remote TEXT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    before BLOB,
    -- JSON in which each string that is a UUID is the byte 0xff and its 16 bytes.
    detail BLOB
) STRICT;

INSERT INTO log_packed
SELECT
    no,
    organization,
    directory,
    id,
    at,
    key,
    request,
    remote,
    action,
    subject,
    subject_id,
    before,
    CAST(detail AS BLOB)
FROM log;

DROP TABLE log;
ALTER TABLE log_packed RENAME TO log;

CREATE INDEX log_of_organization ON log (organization);
CREATE INDEX log_of_directory ON log (directory) WHERE directory IS NOT NULL;

-- Buckets that were left empty. One that is emptied goes from now on.
DELETE FROM tally WHERE resources = 0;
