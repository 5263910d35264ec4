package dev.sluice.core.assistants.search;

import java.util.Optional;

/**
 * A piece of a file.
 *
 * @param number its place in the file, from 0
 * @param text the piece
 * @param meaning what it means; empty where only its words are compared
 */
public record Piece(int number, String text, Optional<Embedding> meaning) {
    @Override
    public String toString() {
        return "Piece[number=" + number + "]";
    }
}
