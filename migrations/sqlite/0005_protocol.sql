-- What the second version of the protocol keeps. A program from before it must not open this file: the
-- outbox has other columns.

-- A change has its place in the order of the identity under which it was made. A workstation that joined
-- again begins at 1 once more, so the order of this table (n) is another thing than that place (sequence).
-- Archived changes are confirmed and their rows have come back; they are kept for the day on which the
-- server is restored from before them.
create table outbox_in_chain (
    n integer primary key autoincrement,
    device text not null,
    sequence integer not null check (sequence > 0),
    change_id text not null unique,
    change text not null check (json_valid(change)),
    state text not null check (state in ('queued', 'acknowledged', 'archived', 'refused')),
    commit_no integer,
    failure text,
    recorded_at text not null,
    archived_at text,
    -- Whether it took effect on a server that was restored from before it.
    again integer not null default 0 check (again in (0, 1)),
    unique (device, sequence)
) strict;
insert into outbox_in_chain (n, device, sequence, change_id, change, state, commit_no, failure, recorded_at)
    select sequence, change ->> 'device', sequence, change_id, change, state, commit_no, failure, recorded_at
    from outbox order by sequence;
-- The chain of a workstation that made changes before there was one begins behind them.
insert into setting (key, value)
    select 'chain', json_object('sequence', seq, 'hash', printf('%064d', 0))
    from sqlite_sequence where name = 'outbox' and seq > 0;
drop table outbox;
alter table outbox_in_chain rename to outbox;
create index outbox_state on outbox (state, n);

-- Rows of kinds that this version does not know: kept whole until one knows them.
create table foreign_row (
    kind text not null, id text not null, version integer not null, commit_no integer not null, body text not null,
    primary key (kind, id)
) strict;

-- While all rows are fetched again: records that have not come yet. What never comes is swept at the end.
create table unseen_row (kind text not null, id text not null, primary key (kind, id)) strict, without rowid;

-- Whether a workstation may share.
alter table device add column state text not null default 'active' check (state in ('active', 'revoked'));

-- Each workstation's changes in its order. One that was handed in before there were hashes has none.
create table device_chain (
    device text not null, sequence integer not null, hash text, change_id text not null,
    primary key (device, sequence)
) strict, without rowid;
insert or ignore into device_chain (device, sequence, hash, change_id)
    select device, sequence, null, id from change;

-- Changes that are in their chain and could not be judged yet.
create table held_change (
    id text primary key, device text not null, sequence integer not null, change text not null, held_at text not null
) strict;
create index held_change_device on held_change (device, sequence);

-- What an administrator should know of.
create table incident (
    n integer primary key autoincrement, at text not null, kind text not null, device text, change_id text,
    unique (kind, device, change_id)
) strict;
