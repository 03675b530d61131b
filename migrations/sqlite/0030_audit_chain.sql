-- Every line of the audit trail has its place in a chain (docs/audit.md). A program from before it must not
-- open this file: it would add lines that have none.

-- Lines without a place yet: those from before this migration, until the file is opened the next time.
create table audit_waiting (
    n integer primary key autoincrement, at text not null, person text not null, role text not null,
    device text not null, command text not null, patient text, outcome text not null, reason text
) strict;
insert into audit_waiting (n, at, person, role, device, command, patient, outcome)
    select n, at, person, role, device, command, patient, outcome from audit order by n;
drop table audit;

-- The audit trail: on a workstation its own lines, on the server also those that workstations handed in.
-- Only ever added to.
create table audit (
    n integer primary key autoincrement,
    -- Whose chain it is: a workstation's id, or the server's name.
    writer text not null,
    seq integer not null check (seq > 0),
    prev text not null check (length(prev) = 64),
    hash text not null check (length(hash) = 64),
    at text not null, person text not null, role text not null, device text not null, command text not null,
    patient text, outcome text not null, reason text,
    unique (writer, seq)
) strict;
create index audit_person_patient on audit (person, n) where patient is not null;
create index audit_patient on audit (patient, at) where patient is not null;
create index audit_at on audit (at);
create trigger audit_is_final_update before update on audit begin select raise(abort, 'audit is final'); end;
create trigger audit_is_final_delete before delete on audit begin select raise(abort, 'audit is final'); end;
