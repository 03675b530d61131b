-- Times that one workstation alone may give away.
-- A program from before it must not open this file: it would book into times that others have leased.

create table slot_lease (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    practitioner text not null as (body ->> '$.practitioner') virtual,
    device text not null as (body ->> '$.device') virtual,
    starts_at text not null as (body ->> '$.starts_at') virtual,
    ends_at text not null as (body ->> '$.ends_at') virtual,
    ended_at text as (body ->> '$.ended_at') virtual,
    check (starts_at < ends_at)
) strict;
create index slot_lease_practitioner on slot_lease (practitioner, starts_at) where ended_at is null;

-- Which workstation gave a visit its place, and when.
alter table appointment add column placed_on text as (body ->> '$.placed_on') virtual;
alter table appointment add column placed_at text as (body ->> '$.placed_at') virtual;

create trigger slot_lease_references after insert on slot_lease
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where not exists (select 1 from practitioner where id = new.practitioner);
end;

-- Leases of two workstations on one practitioner never overlap (half-open).
create trigger slot_lease_insert after insert on slot_lease
when new.ended_at is null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:overlapping_lease')
    where exists (
        select 1 from slot_lease as other
        where other.practitioner = new.practitioner and other.ended_at is null
          and other.id <> new.id and other.device <> new.device
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;
create trigger slot_lease_update after update on slot_lease
when new.ended_at is null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:overlapping_lease')
    where exists (
        select 1 from slot_lease as other
        where other.practitioner = new.practitioner and other.ended_at is null
          and other.id <> new.id and other.device <> new.device
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;

-- Nobody but its holder gives a visit a place inside a lease. A visit keeps what it held before.
create trigger appointment_leased_insert after insert on appointment
when new.occupies and new.placed_on is not null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:leased')
    where exists (
        select 1 from slot_lease as lease
        where lease.practitioner = new.practitioner and lease.ended_at is null
          and lease.device <> new.placed_on and lease.ends_at > new.placed_at
          and lease.starts_at < new.ends_at and new.starts_at < lease.ends_at
    );
end;
create trigger appointment_leased_update after update on appointment
when new.occupies and new.placed_on is not null and not exists (select 1 from laying)
    and not (old.occupies and new.practitioner = old.practitioner
        and old.starts_at <= new.starts_at and new.ends_at <= old.ends_at)
begin
    select raise(abort, 'clash:leased')
    where exists (
        select 1 from slot_lease as lease
        where lease.practitioner = new.practitioner and lease.ended_at is null
          and lease.device <> new.placed_on and lease.ends_at > new.placed_at
          and lease.starts_at < new.ends_at and new.starts_at < lease.ends_at
    );
end;
