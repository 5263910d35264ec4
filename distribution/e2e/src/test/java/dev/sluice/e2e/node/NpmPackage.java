package dev.sluice.e2e.node;

/**
 * A package of the npm registry, pinned.
 *
 * @param name the package's name
 * @param version its version
 * @param sha512 the hash of its archive in base64, as the registry's {@code dist.integrity} gives it
 */
record NpmPackage(String name, String version, String sha512) {
    /** Where an archive lies below the base of a registry. */
    String archivePath() {
        return "/" + name + "/-/" + name + "-" + version + ".tgz";
    }

    /** The name of its directory in a cache. */
    String directory() {
        return name + "-" + version;
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
