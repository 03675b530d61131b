-- What only a workstation keeps. Empty on the server.
-- An older binary may open this file: it does not look here.

-- Single values: identity, cursor, last contact.
create table setting (key text primary key, value text not null) strict;

-- This installation's own number series. Gapless, because a number is taken in the transaction that uses it.
create table series (purpose text primary key, next integer not null check (next > 0)) strict;

-- Changes made here, in order. Acknowledged ones stay until the cursor has passed their commit, and
-- refused ones for ever: nothing typed is dropped.
create table outbox (
    sequence integer primary key autoincrement,
    change_id text not null unique,
    change text not null check (json_valid(change)),
    state text not null check (state in ('queued', 'acknowledged', 'refused')),
    commit_no integer,
    failure text,
    recorded_at text not null
) strict;
create index outbox_state on outbox (state, sequence);

-- The server's version of every record that holds unconfirmed writes; an absent body means that the
-- server knows of none.
create table shadow (
    kind text not null, id text not null, version integer, commit_no integer, body text,
    primary key (kind, id)
) strict, without rowid;

-- What is being typed.
create table draft (
    person text not null, form text not null, body text not null, saved_at text not null,
    primary key (person, form)
) strict, without rowid;

create table preference (person text primary key, body text not null) strict, without rowid;

-- Numerics of bedside monitors, time first: new rows of every monitor land on the same page.
create table vital_sample (
    at_ms integer not null, monitor text not null, body text not null,
    primary key (at_ms, monitor)
) strict, without rowid;

-- The audit trail of this installation. Only ever added to.
create table audit (
    n integer primary key autoincrement, at text not null, person text not null, role text not null,
    device text not null, command text not null, patient text, outcome text not null
) strict;
create index audit_person_patient on audit (person, n) where patient is not null;
create trigger audit_is_final_update before update on audit begin select raise(abort, 'audit is final'); end;
create trigger audit_is_final_delete before delete on audit begin select raise(abort, 'audit is final'); end;
