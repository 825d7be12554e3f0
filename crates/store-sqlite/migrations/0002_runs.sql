-- Runs of workflows, and how far what starts them has come.
--
-- What a run and a step say is the runner's own. A run is a directory's, or the organization's where directory is null.

CREATE TABLE run (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL REFERENCES organization (no),
    directory INTEGER REFERENCES directory (no),
    id BLOB NOT NULL,
    workflow TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- 1 while it goes on.
    open INTEGER NOT NULL,
    started INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (organization, id)
) STRICT;

CREATE INDEX run_of_workflow ON run (organization, workflow);
CREATE INDEX run_of_directory ON run (directory, workflow) WHERE directory IS NOT NULL;
CREATE INDEX run_open ON run (organization) WHERE open = 1;

CREATE TABLE run_step (
    run INTEGER NOT NULL REFERENCES run (no),
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_trigger (
    organization INTEGER NOT NULL REFERENCES organization (no),
    name TEXT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (organization, name)
) STRICT, WITHOUT ROWID;
