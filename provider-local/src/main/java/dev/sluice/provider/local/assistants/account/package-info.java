/** What runs need of the account that their model is in, besides the model. */
@NullMarked
package dev.sluice.provider.local.assistants.account;

import org.jspecify.annotations.NullMarked;
