-- What an administrator sees of workstations and of the codes that admit them.
-- An older binary may open this file: it reads and writes no column that is new here, and `seen_at`, which it never
-- wrote, it never reads.

-- The protocol that a workstation spoke when it was last heard (`seen_at`); when its leave to share was taken, and by
-- whom, absent for the command line; and when it said that it has destroyed what it held.
alter table device add column protocol integer;
alter table device add column revoked_at text;
alter table device add column revoked_by text;
alter table device add column wiped_at text;

-- By what a code is named that was made and not used yet: its digest is nobody's to see. Who made it, absent for the
-- command line.
alter table enrolment_code add column id text;
alter table enrolment_code add column made_by text;
update enrolment_code set id = lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-'
    || hex(randomblob(6))
);
create unique index enrolment_code_id on enrolment_code (id);

create index session_facility on session (facility, begun_at) where ended_at is null;
