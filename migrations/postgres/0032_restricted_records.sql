-- Records that only named people open, and who opened one in an emergency:
-- `migrations/sqlite/0032_restricted_records.sql`.

alter table patient
    add column restricted text generated always as (plain(body) -> 'restriction' ->> 'label') stored;
create index patient_restricted on patient (restricted) where restricted is not null;

create table emergency_access (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    patient text collate "C" generated always as (plain(body) ->> 'patient') stored not null
        references patient (id),
    person text collate "C" generated always as (plain(body) ->> 'person') stored not null
        references person (id),
    from_at text collate "C" generated always as (plain(body) ->> 'from') stored not null,
    until_at text collate "C" generated always as (plain(body) ->> 'until') stored not null,
    ended_at text collate "C" generated always as (plain(body) ->> 'ended_at') stored,
    reviewed boolean generated always as (plain(body) -> 'review' ->> 'at' is not null) stored not null,
    check (from_at < until_at)
);
create index emergency_access_person on emergency_access (person, until_at);
create index emergency_access_patient on emergency_access (patient);
create index emergency_access_reviewed on emergency_access (reviewed, from_at);

-- Who opened whose record, why and when is written once; it is ended early and reviewed, each once.
create function emergency_access_is_final() returns trigger language plpgsql as $$
begin
    if old.patient <> new.patient or old.person <> new.person
        or old.from_at <> new.from_at or old.until_at <> new.until_at
        or plain(old.body) ->> 'reason' <> plain(new.body) ->> 'reason'
        or plain(old.body) ->> 'words' <> plain(new.body) ->> 'words'
        or (old.ended_at is not null and old.ended_at is distinct from new.ended_at)
        or (old.reviewed and plain(old.body) ->> 'review' is distinct from plain(new.body) ->> 'review')
    then
        raise exception 'final:emergency_access' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger emergency_access_is_final after update on emergency_access
    for each row execute function emergency_access_is_final();
