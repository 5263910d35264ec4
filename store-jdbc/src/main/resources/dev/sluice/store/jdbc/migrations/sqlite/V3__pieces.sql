-- Pieces of files in vector stores; they go with the document of their file there.
create table pieces (
    id integer primary key autoincrement,
    document bigint not null references documents (sequence) on delete cascade,
    store text not null,
    file text not null,
    number bigint not null,
    text text not null,
    -- How many words it has.
    length bigint not null,
    -- The model that the vector is of.
    model text,
    vector blob
);

create index pieces_of_document on pieces (document);
create index pieces_of_store on pieces (store, file, length);
create index vectors_of_store on pieces (store, model) where model is not null;

-- Their words, as the program compares them.
create virtual table piece_words using fts5 (store, words, content = '', contentless_delete = 1);

create trigger piece_words_go after delete on pieces begin
    delete from piece_words where rowid = old.id;
end;
