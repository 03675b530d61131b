-- Records on PostgreSQL, 15 or later: the server's half of `migrations/sqlite`, one table a kind.
--
-- Everything stands in the schema `mainstay`, so that a restore can move it aside as a whole. Columns that
-- are searched, joined or constrained are generated from the body. What SQLite refuses by triggers under its
-- one writer is refused here by constraints, which hold however many write.

-- Trusted: whoever owns the database may install it.
create extension if not exists btree_gist with schema public;

-- A body as JSON. A zero character, which PostgreSQL's JSON cannot hold, is passed over; the body keeps it.
create function plain(body text) returns json language sql immutable strict parallel safe
return cast(
    case when position('\u0000' in body) > 0
        then regexp_replace(body, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')
        else body
    end as json);

-- An instant (`2026-11-20T09:00:00.000Z`) as milliseconds. The form is fixed, so no setting changes what it means.
create function moment(instant text) returns bigint language sql immutable strict parallel safe
return cast(extract(epoch from cast(left(instant, 23) as timestamp)) * 1000 as bigint);

-- The values of a list, by the name that SQLite has for it.
create function json_each(list text, out value text) returns setof text
language sql immutable strict parallel safe
begin atomic
    select json_array_elements_text(cast(list as json));
end;

-- What an issued invoice says, line by line.
create function lines(body text) returns jsonb language sql immutable strict parallel safe
return (
    select jsonb_agg(jsonb_build_array(line -> 'id', line -> 'description', line -> 'quantity',
        line -> 'unit_price', line -> 'tax_rate', line -> 'discount') order by place)
    from json_array_elements(plain(body) -> 'lines') with ordinality as listed (line, place)
);

create table facility (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null check (plain(body) is not null)
);

create table person (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null check (plain(body) is not null)
);

create table practitioner (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null check (plain(body) is not null)
);

create table room (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null check (plain(body) is not null)
);

create table service (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null check (plain(body) is not null)
);

create table patient (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    record_number text collate "C" generated always as (plain(body) ->> 'record_number') stored not null,
    sex text generated always as (plain(body) ->> 'sex') stored not null
        check (sex in ('female', 'male', 'indeterminate', 'not_known'))
);
create unique index patient_record_number on patient (record_number);

-- Search words of patients, as they come: folded, and separated by single spaces.
create table patient_search (n bigint primary key references patient (n), words tsvector not null);
create index patient_search_words on patient_search using gin (words);

create table allergy (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    status text generated always as (plain(body) ->> 'status') stored not null
        check (status in ('active', 'resolved', 'entered_in_error'))
);
create index allergy_patient on allergy (patient);

create table condition (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    status text generated always as (plain(body) ->> 'status') stored not null
        check (status in ('active', 'resolved', 'entered_in_error'))
);
create index condition_patient on condition (patient);

create table observation (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    taken_at text collate "C" generated always as (plain(body) ->> 'taken_at') stored not null
);
create index observation_patient on observation (patient, taken_at);

create table coverage (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id)
);
create index coverage_patient on coverage (patient);

-- No two visits that occupy share a practitioner, a room or a patient at any moment (half-open).
create table appointment (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    practitioner text collate "C" generated always as (plain(body) ->> 'practitioner') stored not null
        references practitioner (id),
    room text collate "C" generated always as (plain(body) ->> 'room') stored references room (id),
    date text collate "C" generated always as (plain(body) ->> 'date') stored not null,
    starts_at text collate "C" generated always as (plain(body) ->> 'starts_at') stored not null,
    ends_at text collate "C" generated always as (plain(body) ->> 'ends_at') stored not null,
    status text generated always as (plain(body) ->> 'status') stored not null
        check (status in ('booked', 'arrived', 'in_room', 'done', 'did_not_attend', 'cancelled')),
    occupies boolean
        generated always as (plain(body) ->> 'status' in ('booked', 'arrived', 'in_room', 'done')) stored not null,
    span int8range generated always as
        (int8range(moment(plain(body) ->> 'starts_at'), moment(plain(body) ->> 'ends_at'))) stored not null,
    check (not isempty(span)),
    constraint appointment_practitioner_taken exclude using gist (practitioner with =, span with &&) where (occupies),
    constraint appointment_room_taken exclude using gist (room with =, span with &&) where (occupies),
    constraint appointment_patient_taken exclude using gist (patient with =, span with &&) where (occupies)
);
create index appointment_patient on appointment (patient, date);
create index appointment_practitioner on appointment (practitioner, date);
create index appointment_room on appointment (room, date) where room is not null;
create index appointment_date on appointment (date);

create table invoice (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    appointment text collate "C" generated always as (plain(body) ->> 'appointment') stored references appointment (id),
    number text collate "C" generated always as (plain(body) ->> 'number') stored,
    kind text generated always as (plain(body) ->> 'kind') stored not null check (kind in ('invoice', 'credit_note')),
    status text generated always as (plain(body) ->> 'status') stored not null
        check (status in ('draft', 'issued', 'credited', 'discarded')),
    credits text collate "C" generated always as (plain(body) ->> 'credits') stored,
    due_on text collate "C" generated always as (plain(body) ->> 'due_on') stored,
    gross bigint generated always as (cast(plain(body) -> 'gross' ->> 'minor' as bigint)) stored,
    drafted_at text collate "C" generated always as (plain(body) ->> 'drafted_at') stored not null,
    check ((status in ('draft', 'discarded')) = (number is null))
);
create unique index invoice_number on invoice (number) where number is not null;
create index invoice_patient on invoice (patient);
create index invoice_appointment on invoice (appointment) where appointment is not null;
create index invoice_credits on invoice (credits) where credits is not null;
create index invoice_status on invoice (status, drafted_at);
create index invoice_drafted on invoice (drafted_at);

create table payment (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    invoice text collate "C" generated always as (plain(body) ->> 'invoice') stored not null references invoice (id),
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    receipt_number text collate "C" generated always as (plain(body) ->> 'receipt_number') stored not null,
    taken_on text collate "C" generated always as (plain(body) ->> 'taken_on') stored not null,
    taken_at text collate "C" generated always as (plain(body) ->> 'taken_at') stored,
    amount bigint generated always as (cast(plain(body) -> 'amount' ->> 'minor' as bigint)) stored not null
        check (amount > 0)
);
create unique index payment_receipt_number on payment (receipt_number);
create index payment_invoice on payment (invoice);
create index payment_patient on payment (patient);
create index payment_taken_on on payment (taken_on);

create table monitor_assignment (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null references patient (id),
    monitor text collate "C" generated always as (plain(body) ->> 'monitor') stored not null,
    released_at text collate "C" generated always as (plain(body) ->> 'released_at') stored
);
-- A monitor watches one patient at a time.
create unique index monitor_assignment_current on monitor_assignment (monitor) where released_at is null;
create index monitor_assignment_patient on monitor_assignment (patient);

create table alarm_acknowledgement (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    acknowledged_at text collate "C" generated always as (plain(body) ->> 'acknowledged_at') stored not null
);
create index alarm_acknowledgement_at on alarm_acknowledgement (acknowledged_at);

create table attention (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    state text collate "C" generated always as (plain(body) ->> 'state') stored not null
        check (state in ('open', 'settled')),
    settled_at text collate "C" generated always as (plain(body) ->> 'settled_at') stored,
    conflict_patient text collate "C" generated always as (plain(body) -> 'conflict' ->> 'patient') stored,
    duplicate_patient text collate "C" generated always as (plain(body) -> 'duplicate' ->> 'registered') stored
);
create index attention_open on attention (state);
