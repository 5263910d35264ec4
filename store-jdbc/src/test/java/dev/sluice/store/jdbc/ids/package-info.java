/** Tests of the ledger of ids. */
@NullMarked
package dev.sluice.store.jdbc.ids;

import org.jspecify.annotations.NullMarked;
