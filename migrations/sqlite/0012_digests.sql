-- What proves that two copies are equal. An older binary may not open this file: it would write records and
-- leave their digests as they were.

-- For each kind and each last byte of an id: how many records there are, and the sum of their hashes modulo
-- 2^52. On a workstation, of what the server last said: unconfirmed writes do not count.
create table digest (
    kind text not null, bucket integer not null check (bucket between 0 and 255),
    records integer not null, sum integer not null,
    primary key (kind, bucket)
) strict, without rowid;

-- Records that were found to differ, as ids and versions: `here` on the workstation, `there` on the server.
create table divergence (
    n integer primary key autoincrement, at text not null, device text not null,
    kind text not null, bucket integer not null, here text not null, there text not null,
    -- Whether the server knows of it.
    reported integer not null default 0 check (reported in (0, 1)),
    unique (device, at, kind, bucket)
) strict;

-- Digests of a database that has no records yet are right from the beginning; of others they are counted once.
insert into setting (key, value) select 'digest', '1' where not exists (select 1 from facility);
