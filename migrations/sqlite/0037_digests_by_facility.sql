-- Digests by facility, so that copies of a part can be compared with that part.
-- An older binary must not open this file: it would count what it writes for nobody.

-- `facility` is empty for what everybody holds, and on a workstation for everything that it holds. On a server those
-- are counted anew once, because only their bodies tell whose they are.
create table digest_by_facility (
    facility text not null, kind text not null, bucket integer not null check (bucket between 0 and 255),
    records integer not null, sum integer not null,
    primary key (facility, kind, bucket)
) strict, without rowid;
insert into digest_by_facility (facility, kind, bucket, records, sum) select '', kind, bucket, records, sum from digest;
drop table digest;
alter table digest_by_facility rename to digest;

-- A database that has no records yet needs no counting.
insert into setting (key, value) select 'digest_by_facility', '1' where not exists (select 1 from facility);

-- The patient whom an item is about: it is held where the patient is, and goes where the patient goes.
alter table attention add column about text
    as (coalesce(body ->> '$.conflict.patient', body ->> '$.duplicate.registered')) virtual;
create index attention_about on attention (about) where about is not null;
