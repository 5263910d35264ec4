package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.http.Body;
import dev.sluice.core.spi.FileContents;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The bytes of files in a table, in pieces; the last piece, which is empty, says that the file is complete. */
final class TableFileContents implements FileContents {
    private final Database database;

    TableFileContents(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Long> keep(String fileId, Body content) {
        return Failures.told(new TableWriter(database, fileId).write(content));
    }

    @Override
    public CompletionStage<Optional<Body>> open(String fileId) {
        return Failures.told(database.read(handle -> handle.createQuery(
                        "select sum(length(data)) as size, min(length(data)) as smallest from file_contents"
                                + " where file_id = :file having count(*) > 0 and min(length(data)) = 0")
                .bind("file", fileId)
                .map((row, context) -> row.getLong("size"))
                .findOne()
                .map(size -> new Body.Stream(new TableReader(database, fileId), OptionalLong.of(size)))));
    }

    @Override
    public CompletionStage<Void> remove(String fileId) {
        return Failures.told(database.write(
                        Durability.SYNCED,
                        handle -> handle.createUpdate("delete from file_contents where file_id = :file")
                                .bind("file", fileId)
                                .execute())
                .thenAccept(removed -> {}));
    }
}
