-- Who holds the work of a run: a node that others can see, or 0.
alter table run_work add column holder bigint not null default 0;
