package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A search in a vector store.
 *
 * @param query what to search for
 * @param rewriteQuery whether the query may be rewritten first
 * @param maxNumResults the most results, 1 to 50
 * @param filters the files to look at
 * @param rankingOptions how to rank the results
 * @param extra what the object held beyond this
 */
public record SearchVectorStore(
        List<String> query,
        Optional<Boolean> rewriteQuery,
        Optional<Long> maxNumResults,
        Optional<Filter> filters,
        Optional<SearchRanking> rankingOptions,
        Extra extra) {
    public SearchVectorStore {
        query = List.copyOf(query);
    }

    @Override
    public String toString() {
        return "SearchVectorStore";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a search. */
    public static final class Builder {
        private List<String> query = List.of();
        private @Nullable Boolean rewriteQuery;
        private @Nullable Long maxNumResults;
        private @Nullable Filter filters;
        private @Nullable SearchRanking rankingOptions;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(SearchVectorStore from) {
            query = from.query;
            rewriteQuery = from.rewriteQuery.orElse(null);
            maxNumResults = from.maxNumResults.orElse(null);
            filters = from.filters.orElse(null);
            rankingOptions = from.rankingOptions.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link SearchVectorStore#query()}. */
        public Builder query(List<String> query) {
            this.query = query;
            return this;
        }

        /** Sets {@link SearchVectorStore#query()}. */
        public Builder query(String... query) {
            return query(List.of(query));
        }

        /** Sets {@link SearchVectorStore#rewriteQuery()}. */
        public Builder rewriteQuery(boolean rewriteQuery) {
            this.rewriteQuery = rewriteQuery;
            return this;
        }

        /** Sets {@link SearchVectorStore#maxNumResults()}. */
        public Builder maxNumResults(long maxNumResults) {
            this.maxNumResults = maxNumResults;
            return this;
        }

        /** Sets {@link SearchVectorStore#filters()}; null for none. */
        public Builder filters(@Nullable Filter filters) {
            this.filters = filters;
            return this;
        }

        /** Sets {@link SearchVectorStore#rankingOptions()}; null for none. */
        public Builder rankingOptions(@Nullable SearchRanking rankingOptions) {
            this.rankingOptions = rankingOptions;
            return this;
        }

        /** Sets {@link SearchVectorStore#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /**
         * What was set.
         *
         * @throws IllegalStateException where {@code query} was not
         */
        public SearchVectorStore build() {
            if (query.isEmpty()) {
                throw new IllegalStateException("SearchVectorStore needs its query");
            }
            return new SearchVectorStore(
                    query,
                    Optional.ofNullable(rewriteQuery),
                    Optional.ofNullable(maxNumResults),
                    Optional.ofNullable(filters),
                    Optional.ofNullable(rankingOptions),
                    extra);
        }
    }
}
