-- Workstations that are told to destroy what they hold, and the changes that they hand over before they do.
-- An older binary may open this file: it looks at no column that is new here.
alter table device add column wipe integer not null default 0 check (wipe in (0, 1));

-- Changes of a workstation that may not share any more, as it handed them over: never judged, never dropped.
create table escrow (
    change_id text primary key, device text not null, sequence integer not null,
    change text not null, received_at text not null
) strict;
create index escrow_device on escrow (device, sequence);
