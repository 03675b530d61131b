-- What an administrator sees of workstations and of codes: `migrations/sqlite/0034_workstations.sql`.

alter table device add column protocol bigint;
alter table device add column revoked_at text;
alter table device add column revoked_by text collate "C";
alter table device add column wiped_at text;

alter table enrolment_code add column id text collate "C" unique;
alter table enrolment_code add column made_by text collate "C";
update enrolment_code set id = gen_random_uuid()::text;

create index session_facility on session (facility, begun_at) where ended_at is null;
