-- Records that only named people open, and who opened one in an emergency.
-- A program from before it must not open this file: it would show restricted records to everybody.

alter table patient add column restricted text as (body ->> '$.restriction.label') virtual;
create index patient_restricted on patient (restricted) where restricted is not null;

create table emergency_access (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    person text not null as (body ->> '$.person') virtual,
    from_at text not null as (body ->> '$.from') virtual,
    until_at text not null as (body ->> '$.until') virtual,
    ended_at text as (body ->> '$.ended_at') virtual,
    reviewed integer not null as (body ->> '$.review.at' is not null) virtual,
    check (from_at < until_at)
) strict;
create index emergency_access_person on emergency_access (person, until_at);
create index emergency_access_patient on emergency_access (patient);
create index emergency_access_reviewed on emergency_access (reviewed, from_at);

create trigger emergency_access_references after insert on emergency_access
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where not exists (select 1 from patient where id = new.patient)
       or not exists (select 1 from person where id = new.person);
end;

-- Who opened whose record, why and when is written once; it is ended early and reviewed, each once.
create trigger emergency_access_is_final after update on emergency_access
when not exists (select 1 from laying)
begin
    select raise(abort, 'final:emergency_access')
    where old.patient <> new.patient or old.person <> new.person
       or old.from_at <> new.from_at or old.until_at <> new.until_at
       or old.body ->> '$.reason' <> new.body ->> '$.reason' or old.body ->> '$.words' <> new.body ->> '$.words'
       or (old.ended_at is not null and old.ended_at is not new.ended_at)
       or (old.reviewed and old.body ->> '$.review' is not new.body ->> '$.review');
end;
