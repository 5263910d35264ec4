-- Assistants, threads, messages, runs and what belongs to them: documents with versions.
create table documents (
    -- Its place in every list.
    sequence ${sequence},
    kind ${key} not null,
    id ${key} not null,
    owner ${key} not null,
    parent ${key},
    root ${key},
    version bigint not null,
    content ${bytes} not null,
    unique (kind, id)
);

create index documents_of_owner on documents (owner, kind, sequence);
create index documents_of_parent on documents (parent, kind, sequence);
create index documents_of_root on documents (root);

create table document_labels (
    sequence bigint not null references documents (sequence) on delete cascade,
    label ${key} not null,
    owner ${key} not null,
    kind ${key} not null,
    parent ${key},
    primary key (sequence, label)
) ${clustered};

create index labels_of_owner on document_labels (owner, kind, label, sequence);
create index labels_of_parent on document_labels (parent, kind, label, sequence);

-- Where deleted documents were in their lists, for whoever pages on from there.
create table deleted_places (
    kind ${key} not null,
    id ${key} not null,
    owner ${key} not null,
    parent ${key},
    root ${key},
    sequence bigint not null,
    -- In milliseconds since 1970.
    deleted_at bigint not null,
    primary key (kind, id)
) ${clustered};

create index places_of_root on deleted_places (root);
create index places_by_age on deleted_places (deleted_at);

-- The work of runs that are not over.
create table run_work (
    run_id ${key} not null primary key,
    -- In milliseconds since 1970; the end of its lease while it is held.
    ready_at bigint not null,
    -- One more with every claim.
    token bigint not null,
    held smallint not null
) ${clustered};

create index run_work_by_time on run_work (ready_at);

-- What runs told.
create table run_events (
    run_id ${key} not null,
    number bigint not null,
    name ${key} not null,
    data ${bytes} not null,
    primary key (run_id, number)
) ${clustered};

-- The bytes of files, in pieces; where there is no folder for them.
create table file_contents (
    file_id ${key} not null,
    piece bigint not null,
    data ${bytes} not null,
    primary key (file_id, piece)
);
