package dev.sluice.store.jdbc;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of {@code general_settings.data_dir}. */
final class DataDirectory {
    private DataDirectory() {}

    /**
     * Makes the folder, for its owner only, unless it is there; it must be writable.
     *
     * @throws StoreException if that cannot be
     */
    static Path prepare(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            create(absolute);
        } catch (IOException failure) {
            throw unusable(absolute, reason(failure), failure);
        }
        if (!Files.isWritable(absolute)) {
            throw unusable(absolute, "it cannot be written to", new AccessDeniedException(absolute.toString()));
        }
        return absolute;
    }

    private static void create(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** What is told where the folder, or a file in it, cannot be used. */
    static StoreException unusable(Path path, String reason, Throwable cause) {
        return new StoreException(
                "Cannot keep data in " + path + ": " + reason
                        + ". Name a folder that this user may write to by general_settings.data_dir,"
                        + " or a PostgreSQL database by general_settings.database_url.",
                cause);
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file where the folder should be";
        }
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        return failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure.toString();
    }
}
