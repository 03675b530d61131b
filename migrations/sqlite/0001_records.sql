-- Records: one table a kind, a document with named columns over it.
--
-- `n` is the row's place for the search index; `id` is a UUIDv7 as text. `commit_no` is the facility's
-- commit that wrote the row, absent while only this workstation knows of it. Columns that are searched,
-- joined or constrained are generated from the body, so they can never disagree with it.
-- An older binary may not open this file: it is the first.

-- One row while rows from the server are laid over the cache. The server has judged them already, one
-- whole commit after another, so the constraints below stand back meanwhile.
create table laying (flag integer primary key check (flag = 1)) strict;

create table facility (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body))
) strict;

create table person (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body))
) strict;

create table practitioner (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body))
) strict;

create table room (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body))
) strict;

create table service (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body))
) strict;

create table patient (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    record_number text not null as (body ->> '$.record_number') virtual,
    sex text not null as (body ->> '$.sex') virtual check (sex in ('female', 'male', 'indeterminate', 'not_known'))
) strict;
create unique index patient_record_number on patient (record_number);

-- Search words of patients; `rowid` is patient.n. The words come folded, so the plainest tokenizer serves
-- every script. Without the text itself: the words stand nowhere twice.
create virtual table patient_search using fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii'
);

create table allergy (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    status text not null as (body ->> '$.status') virtual check (status in ('active', 'resolved', 'entered_in_error'))
) strict;
create index allergy_patient on allergy (patient);

create table condition (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    status text not null as (body ->> '$.status') virtual check (status in ('active', 'resolved', 'entered_in_error'))
) strict;
create index condition_patient on condition (patient);

create table observation (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    taken_at text not null as (body ->> '$.taken_at') virtual
) strict;
create index observation_patient on observation (patient, taken_at);

create table coverage (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual
) strict;
create index coverage_patient on coverage (patient);

create table appointment (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    practitioner text not null as (body ->> '$.practitioner') virtual,
    room text as (body ->> '$.room') virtual,
    date text not null as (body ->> '$.date') virtual,
    starts_at text not null as (body ->> '$.starts_at') virtual,
    ends_at text not null as (body ->> '$.ends_at') virtual,
    status text not null as (body ->> '$.status') virtual
        check (status in ('booked', 'arrived', 'in_room', 'done', 'did_not_attend', 'cancelled')),
    occupies integer not null as (body ->> '$.status' in ('booked', 'arrived', 'in_room', 'done')) virtual,
    check (starts_at < ends_at)
) strict;
create index appointment_patient on appointment (patient, date);
create index appointment_practitioner on appointment (practitioner, date);
create index appointment_room on appointment (room, date) where room is not null;
create index appointment_date on appointment (date);

create table invoice (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    appointment text as (body ->> '$.appointment') virtual,
    number text as (body ->> '$.number') virtual,
    kind text not null as (body ->> '$.kind') virtual check (kind in ('invoice', 'credit_note')),
    status text not null as (body ->> '$.status') virtual check (status in ('draft', 'issued', 'credited', 'discarded')),
    credits text as (body ->> '$.credits') virtual,
    due_on text as (body ->> '$.due_on') virtual,
    gross integer as (body ->> '$.gross.minor') virtual,
    drafted_at text not null as (body ->> '$.drafted_at') virtual,
    check ((status in ('draft', 'discarded')) = (number is null))
) strict;
create unique index invoice_number on invoice (number) where number is not null;
create index invoice_patient on invoice (patient);
create index invoice_appointment on invoice (appointment) where appointment is not null;
create index invoice_credits on invoice (credits) where credits is not null;
create index invoice_status on invoice (status, drafted_at);
create index invoice_drafted on invoice (drafted_at);

create table payment (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    invoice text not null as (body ->> '$.invoice') virtual,
    patient text not null as (body ->> '$.patient') virtual,
    receipt_number text not null as (body ->> '$.receipt_number') virtual,
    taken_on text not null as (body ->> '$.taken_on') virtual,
    amount integer not null as (body ->> '$.amount.minor') virtual check (amount > 0)
) strict;
create unique index payment_receipt_number on payment (receipt_number);
create index payment_invoice on payment (invoice);
create index payment_patient on payment (patient);
create index payment_taken_on on payment (taken_on);

create table monitor_assignment (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    patient text not null as (body ->> '$.patient') virtual,
    monitor text not null as (body ->> '$.monitor') virtual,
    released_at text as (body ->> '$.released_at') virtual
) strict;
create index monitor_assignment_current on monitor_assignment (monitor) where released_at is null;
create index monitor_assignment_patient on monitor_assignment (patient);

create table alarm_acknowledgement (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    acknowledged_at text not null as (body ->> '$.acknowledged_at') virtual
) strict;
create index alarm_acknowledgement_at on alarm_acknowledgement (acknowledged_at);

create table attention (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    state text not null as (body ->> '$.state') virtual check (state in ('open', 'settled')),
    settled_at text as (body ->> '$.settled_at') virtual
) strict;
create index attention_open on attention (state);

-- No two visits that occupy share a practitioner, a room or a patient at any moment (half-open).
-- A visit is shorter than a day, so neighbours by date are enough to look at.
create trigger appointment_practitioner_insert after insert on appointment
when new.occupies and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:practitioner')
    where exists (
        select 1 from appointment as other
        where other.practitioner = new.practitioner
          and other.date between date(new.date, '-1 day') and date(new.date, '+1 day')
          and other.id <> new.id and other.occupies
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;
create trigger appointment_practitioner_update after update on appointment
when new.occupies and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:practitioner')
    where exists (
        select 1 from appointment as other
        where other.practitioner = new.practitioner
          and other.date between date(new.date, '-1 day') and date(new.date, '+1 day')
          and other.id <> new.id and other.occupies
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;
create trigger appointment_room_insert after insert on appointment
when new.occupies and new.room is not null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:room')
    where exists (
        select 1 from appointment as other
        where other.room = new.room
          and other.date between date(new.date, '-1 day') and date(new.date, '+1 day')
          and other.id <> new.id and other.occupies
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;
create trigger appointment_room_update after update on appointment
when new.occupies and new.room is not null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:room')
    where exists (
        select 1 from appointment as other
        where other.room = new.room
          and other.date between date(new.date, '-1 day') and date(new.date, '+1 day')
          and other.id <> new.id and other.occupies
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;
create trigger appointment_patient_insert after insert on appointment
when new.occupies and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:patient')
    where exists (
        select 1 from appointment as other
        where other.patient = new.patient
          and other.date between date(new.date, '-1 day') and date(new.date, '+1 day')
          and other.id <> new.id and other.occupies
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;
create trigger appointment_patient_update after update on appointment
when new.occupies and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:patient')
    where exists (
        select 1 from appointment as other
        where other.patient = new.patient
          and other.date between date(new.date, '-1 day') and date(new.date, '+1 day')
          and other.id <> new.id and other.occupies
          and other.starts_at < new.ends_at and new.starts_at < other.ends_at
    );
end;

-- A monitor watches one patient at a time.
create trigger monitor_assignment_insert after insert on monitor_assignment
when new.released_at is null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:monitor')
    where exists (
        select 1 from monitor_assignment as other
        where other.monitor = new.monitor and other.released_at is null and other.id <> new.id
    );
end;
create trigger monitor_assignment_update after update on monitor_assignment
when new.released_at is null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:monitor')
    where exists (
        select 1 from monitor_assignment as other
        where other.monitor = new.monitor and other.released_at is null and other.id <> new.id
    );
end;

-- What a record points to exists.
create trigger allergy_references after insert on allergy
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient));
end;
create trigger condition_references after insert on condition
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient));
end;
create trigger observation_references after insert on observation
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient));
end;
create trigger coverage_references after insert on coverage
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient));
end;
create trigger appointment_references after insert on appointment
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient))
       or (new.practitioner is not null and not exists (select 1 from practitioner where id = new.practitioner))
       or (new.room is not null and not exists (select 1 from room where id = new.room));
end;
create trigger invoice_references after insert on invoice
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient))
       or (new.appointment is not null and not exists (select 1 from appointment where id = new.appointment));
end;
create trigger payment_references after insert on payment
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.invoice is not null and not exists (select 1 from invoice where id = new.invoice))
       or (new.patient is not null and not exists (select 1 from patient where id = new.patient));
end;
create trigger monitor_assignment_references after insert on monitor_assignment
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:reference')
    where (new.patient is not null and not exists (select 1 from patient where id = new.patient));
end;
