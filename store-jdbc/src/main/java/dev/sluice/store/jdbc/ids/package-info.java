/** The ledger of ids: which object lives in which account. */
@NullMarked
package dev.sluice.store.jdbc.ids;

import org.jspecify.annotations.NullMarked;
