-- What only the server keeps. Empty on a workstation.
-- An older binary may open this file: it does not look here.

-- Enrolled workstations. Only a digest of the token is kept.
create table device (
    id text primary key, code text not null unique, name text not null, token_digest text not null unique,
    enrolled_at text not null, seen_at text
) strict;

-- Every change that was ever handed in, with its outcome: what makes a repeat harmless.
create table change (
    id text primary key, device text not null, sequence integer not null, commit_no integer not null,
    change text not null, outcome text not null, received_at text not null
) strict;
create index change_device on change (device, sequence);

-- Which records each commit wrote. Commit numbers are dense: they are given inside the one writer's transaction.
create table feed (
    commit_no integer not null, kind text not null, id text not null,
    primary key (commit_no, kind, id)
) strict, without rowid;

-- Every version that a record ever had.
create table record_version (
    kind text not null, id text not null, version integer not null, commit_no integer not null,
    change_id text, body text not null,
    primary key (kind, id, version)
) strict;
