//! Invariants over rows that one query can tell.

use directory::store::Finding;
use rusqlite::Connection;

use super::MOST;

/// A query that finds what breaks an invariant: one text each.
struct Invariant {
    code: &'static str,
    broken: &'static str,
}

const INVARIANTS: &[Invariant] = &[
    Invariant {
        code: "tally-wrong",
        broken: "
            WITH counted AS (
                SELECT
                    directory,
                    kind,
                    no >> 12 AS bucket,
                    count(*) AS resources
                FROM resource
                GROUP BY 1, 2, 3
            )
            SELECT format(
                'bucket %d of kind %d of directory %d is counted as %d, and holds %d',
                bucket, kind, directory, coalesce(tally.resources, 0), coalesce(counted.resources, 0)
            )
            FROM counted
            FULL JOIN tally USING (directory, kind, bucket)
            WHERE coalesce(tally.resources, 0) <> coalesce(counted.resources, 0)",
    },
    Invariant {
        code: "kind-unknown",
        broken: "
            SELECT format('resource %d is of kind %d', no, kind)
            FROM resource
            WHERE kind NOT IN (0, 1)",
    },
    Invariant {
        code: "version-wrong",
        broken: "
            SELECT format('resource %d has version %d', no, version)
            FROM resource
            WHERE version < 1
            UNION ALL
            SELECT format('account %d has version %d', no, version)
            FROM account
            WHERE version < 1",
    },
    Invariant {
        code: "unique-key-orphaned",
        broken: "
            SELECT format(
                'unique key %s of attribute %d in organization %d, directory %d belongs to resource %d, which isn''t there',
                hex(value), attribute, unique_key.organization, unique_key.directory, resource
            )
            FROM unique_key
            LEFT JOIN resource ON resource.no = unique_key.resource
            LEFT JOIN directory ON directory.no = resource.directory
            WHERE directory.organization IS NOT unique_key.organization
                OR unique_key.directory NOT IN (0, resource.directory)",
    },
    Invariant {
        code: "index-entry-orphaned",
        broken: "
            SELECT format(
                'index entry %s of attribute %d in directory %d belongs to resource %d, which isn''t there',
                hex(value), attribute, index_entry.directory, resource
            )
            FROM index_entry
            LEFT JOIN resource ON resource.no = index_entry.resource
            WHERE resource.directory IS NOT index_entry.directory
                OR resource.kind IS NOT index_entry.kind",
    },
    Invariant {
        code: "membership-orphaned",
        broken: "
            SELECT format('in directory %d resource %d is a member of group %d, and one isn''t there', membership.directory, member, grp)
            FROM membership
            LEFT JOIN resource AS grps ON grps.no = membership.grp AND grps.kind = 1
            LEFT JOIN resource AS members ON members.no = membership.member
            WHERE grps.directory IS NOT membership.directory
                OR members.directory IS NOT membership.directory",
    },
    Invariant {
        code: "membership-kind-wrong",
        broken: "
            SELECT format('member %d of group %d is listed as of kind %d, and is of kind %d', member, grp, membership.kind, resource.kind)
            FROM membership
            JOIN resource ON resource.no = membership.member
            WHERE membership.kind <> resource.kind",
    },
    Invariant {
        code: "secret-wrong",
        broken: "
            SELECT 'the secret of the store is missing, or not of 32 bytes'
            WHERE (SELECT length(value) FROM secret) IS NOT 32",
    },
    Invariant {
        code: "customization-orphaned",
        broken: "
            SELECT format('directory %d is customized, and its revision is %d', directory.no, directory.revision)
            FROM customization
            JOIN directory ON directory.no = customization.directory
            WHERE directory.revision < 1",
    },
    Invariant {
        code: "link-foreign",
        broken: "
            SELECT format('resource %d is linked to account %d of another organization', resource.no, account.no)
            FROM resource
            JOIN directory ON directory.no = resource.directory
            JOIN account ON account.no = resource.account
            WHERE account.organization <> directory.organization",
    },
    Invariant {
        code: "key-foreign",
        broken: "
            SELECT format('key %d is for directory %d of another organization', key.no, directory.no)
            FROM key
            JOIN directory ON directory.no = key.directory
            WHERE directory.organization <> key.organization",
    },
    Invariant {
        code: "run-foreign",
        broken: "
            SELECT format('run %d is not of one organization and its directory', run.no)
            FROM run
            LEFT JOIN organization ON organization.no = run.organization
            LEFT JOIN directory ON directory.no = run.directory
            WHERE organization.no IS NULL
                OR (run.directory IS NOT NULL AND directory.organization IS NOT run.organization)",
    },
    Invariant {
        code: "run-version-wrong",
        broken: "
            SELECT format('run %d has version %d', no, version)
            FROM run
            WHERE version < 1",
    },
    Invariant {
        code: "run-step-orphaned",
        broken: "
            SELECT format('step %d belongs to run %d, which isn''t there', number, run)
            FROM run_step
            WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.no = run_step.run)",
    },
    Invariant {
        code: "log-foreign",
        broken: "
            SELECT format('log entry %d is not of one organization and its directory', log.no)
            FROM log
            LEFT JOIN organization ON organization.no = log.organization
            LEFT JOIN directory ON directory.no = log.directory
            WHERE organization.no IS NULL
                OR (log.directory IS NOT NULL AND directory.organization IS NOT log.organization)",
    },
];

/// Checks them.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for Invariant { code, broken } in INVARIANTS {
        let mut statement = connection.prepare(broken)?;
        for text in statement.query_map((), |row| row.get(0))?.take(MOST) {
            findings.push(Finding { code, text: text? });
        }
    }
    Ok(findings)
}
