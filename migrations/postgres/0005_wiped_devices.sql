-- Workstations that are told to destroy what they hold, and the changes that they hand over before they do.
alter table device add column wipe boolean not null default false;

create table escrow (
    change_id text collate "C" primary key, device text collate "C" not null, sequence bigint not null,
    change text not null, received_at text not null
);
create index escrow_device on escrow (device, sequence);
