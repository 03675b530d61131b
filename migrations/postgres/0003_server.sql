-- What only the server keeps, and the order of commits.

create table setting (key text collate "C" primary key, value text not null);

-- The server's own number series. Gapless, because a number is taken in the transaction that uses it.
create table series (purpose text collate "C" primary key, next bigint not null check (next > 0));

-- The audit trail. Only ever added to.
create table audit (
    n bigint generated always as identity primary key, at text not null, person text not null, role text not null,
    device text not null, command text not null, patient text, outcome text not null
);
create index audit_person_patient on audit (person, n) where patient is not null;
create function audit_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'audit is final' using errcode = 'check_violation';
end $$;
create trigger audit_is_final before update or delete or truncate on audit
    for each statement execute function audit_is_final();

-- Enrolled workstations. Only a digest of the token is kept.
create table device (
    id text collate "C" primary key, code text collate "C" not null unique, name text not null,
    token_digest text collate "C" not null unique, enrolled_at text not null, seen_at text,
    state text not null default 'active' check (state in ('active', 'revoked')),
    -- Absent for one that joined before there were several facilities.
    facility text collate "C"
);

-- Commits, each under the number that its transaction took (`local`). Those numbers have gaps and become
-- visible in any order, so nobody reads along them: commit numbers are given afterwards, by `stamp`, dense
-- and in an order that never passes over what is still on its way.
create sequence local_commit;
create table shared_commit (local bigint primary key, commit_no bigint unique);
create index shared_commit_waiting on shared_commit (local) where commit_no is null;

-- The newest commit number. Its row is the lock under which numbers are given.
create table head (one boolean primary key default true check (one), commit_no bigint not null);
insert into head (commit_no) values (0);

-- Gives numbers to the commits that are visible and have none, two thousand at most; says how many those were.
-- Whoever calls it, and however many at once: each waits for the head, and then sees what the others did.
create function stamp() returns bigint language plpgsql as $$
declare
    newest bigint;
    stamped bigint;
begin
    if not exists (select 1 from shared_commit where commit_no is null) then
        return 0;
    end if;
    select commit_no into newest from head for update;
    with waiting as (
        select local, row_number() over (order by local) as place
        from (select local from shared_commit where commit_no is null order by local limit 2000) as first
    )
    update shared_commit as kept set commit_no = newest + waiting.place
    from waiting where kept.local = waiting.local;
    get diagnostics stamped = row_count;
    update head set commit_no = newest + stamped;
    perform pg_notify('mainstay_head', (newest + stamped)::text);
    return stamped;
end $$;

-- Every change that was ever handed in, with its outcome, in which `local` stands for the commit number.
create table change (
    id text collate "C" primary key, device text collate "C" not null, sequence bigint not null,
    local bigint not null, change text not null, outcome text not null, received_at text not null
);
create index change_device on change (device, sequence);

-- Every version that a record ever had: what the feed hands out.
create table record_version (
    kind text collate "C" not null, id text collate "C" not null, version bigint not null, local bigint not null,
    change_id text, body text not null,
    primary key (kind, id, version)
);
create index record_version_local on record_version (local);

-- Each workstation's changes in its order.
create table device_chain (
    device text collate "C" not null, sequence bigint not null, hash text, change_id text not null,
    primary key (device, sequence)
);

-- Changes that are in their chain and could not be judged yet.
create table held_change (
    id text collate "C" primary key, device text collate "C" not null, sequence bigint not null,
    change text not null, held_at text not null
);
create index held_change_device on held_change (device, sequence);

-- What an administrator should know of.
create table incident (
    n bigint generated always as identity primary key, at text not null, kind text not null, device text,
    change_id text, unique nulls not distinct (kind, device, change_id)
);

-- Whoever judges takes a turn: in row share mode beside others, in exclusive mode alone.
create table turn ();
