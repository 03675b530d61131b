-- Digests by facility (`migrations/sqlite/0037_digests_by_facility.sql`), and snapshots that every process hands out.

-- What is counted of a version: its hash, and the facilities that hold it (`{""}` for everybody), or the patient on
-- whom it hangs. Absent for versions from before there were digests here, until they are counted. A process from
-- before it writes nothing any more: what it wrote would not be counted.
alter table record_version
    add column hash bigint,
    add column scope text[] collate "C",
    add column patient text collate "C",
    add constraint record_version_is_counted
        check (hash is not null and (scope is null) <> (patient is null)) not valid;
create index record_version_patient on record_version (patient) where patient is not null;

-- For each facility, kind and last byte of an id: how many records the workstations there hold of those that are no
-- everybody's, and the sum of their hashes modulo 2^52. Empty in `facility`: the records that everybody holds. As of
-- the newest commit number. Nobody writes here but `stamp`, under the lock of the head.
create table digest (
    facility text collate "C" not null, kind text collate "C" not null,
    bucket integer not null check (bucket between 0 and 255), records bigint not null, sum bigint not null,
    primary key (facility, kind, bucket)
) with (fillfactor = 60);

-- Records of which a workstation's copy differed: `migrations/sqlite/0012_digests.sql`.
create table divergence (
    n bigint generated always as identity primary key, at text not null, device text collate "C" not null,
    kind text not null, bucket integer not null, here text not null, there text not null,
    unique (device, at, kind, bucket)
);

-- A record as it is by the newest commit number.
create function numbered(of_kind text, of_id text) returns table (version bigint, commit_no bigint, body text)
language sql stable as $$
    select v.version, c.commit_no, v.body from record_version as v join shared_commit as c on c.local = v.local
    where v.kind = of_kind and v.id = of_id and c.commit_no is not null order by v.version desc limit 1
$$;

-- The facilities that hold a patient as of a commit.
create function scope_at(of_patient text, upto bigint) returns text[] language sql stable as $$
    select v.scope from record_version as v join shared_commit as c on c.local = v.local
    where v.kind = 'patient' and v.id = of_patient and c.commit_no <= upto order by v.version desc limit 1
$$;

-- Brings digests from one commit to a later one. Each record that was written between them counts as it is now in
-- place of how it was; what hangs on a patient who moved, and was not written itself, goes with the patient.
create function count_numbered(since bigint, upto bigint) returns void language sql as $$
    with written as materialized (
        select v.kind, v.id, min(v.version) as first, max(v.version) as last
        from shared_commit as c join record_version as v on v.local = c.local
        where c.commit_no > since and c.commit_no <= upto group by v.kind, v.id
    ), changed as materialized (
        select w.kind, w.id, now.hash, now.scope, now.patient,
            was.hash as old_hash, was.scope as old_scope, was.patient as old_patient
        from written as w
        join record_version as now on now.kind = w.kind and now.id = w.id and now.version = w.last
        left join lateral (
            select v.hash, v.scope, v.patient from record_version as v
            where v.kind = w.kind and v.id = w.id and v.version < w.first order by v.version desc limit 1
        ) as was on true
    ), moved as materialized (
        select id, scope, old_scope from changed where kind = 'patient' and scope is distinct from old_scope
    ), gone_along as materialized (
        select v.kind, v.id, v.hash, moved.scope, moved.old_scope
        from moved join record_version as v on v.patient = moved.id
        join shared_commit as c on c.local = v.local and c.commit_no <= since
        where not exists (
            select 1 from record_version as later join shared_commit as d on d.local = later.local
            where later.kind = v.kind and later.id = v.id and later.version > v.version and d.commit_no <= upto)
    ), counted as (
        select kind, id, 1 as sign, hash, coalesce(scope, scope_at(patient, upto)) as scope from changed
        union all
        select kind, id, -1, old_hash, coalesce(old_scope, scope_at(old_patient, since)) from changed
        where old_hash is not null
        union all
        select kind, id, 1, hash, scope from gone_along
        union all
        select kind, id, -1, hash, old_scope from gone_along
    ), summed as (
        select facility, kind, cast(cast('x' || substr(id, 35, 2) as bit(8)) as integer) as bucket,
            sum(sign) as records, mod(sum(sign * hash), 4503599627370496) as sum
        from counted, unnest(scope) as facility group by 1, 2, 3
    )
    insert into digest as kept (facility, kind, bucket, records, sum)
    select facility, kind, bucket, records, mod(sum + 4503599627370496, 4503599627370496)
    from summed where records <> 0 or sum <> 0
    on conflict (facility, kind, bucket) do update
    set records = kept.records + excluded.records, sum = mod(kept.sum + excluded.sum, 4503599627370496)
$$;

-- As before, and the digests are those of the head at any moment.
create or replace function stamp() returns bigint language plpgsql as $$
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
    perform count_numbered(newest, newest + stamped);
    update head set commit_no = newest + stamped;
    perform pg_notify('mainstay_head', (newest + stamped)::text);
    return stamped;
end $$;

insert into setting (key, value) select 'digest_by_facility', '1' where not exists (select 1 from record_version);

create index attention_about on attention ((coalesce(conflict_patient, duplicate_patient)));

-- Snapshots, in pieces. Unlogged: what is lost with a crash is made again, and neither backups nor replicas hold the
-- records twice.
create unlogged table snapshot (
    id text collate "C" primary key, facility text collate "C" not null, made_at text collate "C" not null,
    header text not null, whole boolean not null default false
);
create unlogged table snapshot_chunk (
    id text collate "C" not null references snapshot (id) on delete cascade, n integer not null, frame bytea not null,
    primary key (id, n)
);
-- It is packed already.
alter table snapshot_chunk alter column frame set storage external;
