-- What the changes that wait read and wrote when they last ran, so that the server's rows make only those run
-- again whose records they touch. A program from before it must not open this file: it would run a change
-- again and leave its old footprint.

-- JSON (`store::Footprint`); empty when it is not known, absent once the change has given way to the server's rows.
alter table outbox add column footprint text;
update outbox set footprint = '' where state <> 'archived';
create index outbox_footprint on outbox (n) where footprint is not null;
create index outbox_again on outbox (n) where again = 1 and state = 'queued';
