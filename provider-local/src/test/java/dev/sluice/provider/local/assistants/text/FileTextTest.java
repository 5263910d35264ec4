package dev.sluice.provider.local.assistants.text;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.assistants.files.VectorStoreFileErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FileTextTest {
    private static String text(String name, String content) throws UnreadableException {
        return FileText.of(name, content.getBytes(UTF_8));
    }

    private static byte[] archive(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                archive.putNextEntry(new ZipEntry(namesAndContents[i]));
                archive.write(namesAndContents[i + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void textIsTakenAsItIs() throws Exception {
        for (String name : new String[] {"a.md", "a.csv", "a.json", "a.java", "Makefile", "a.unknown"}) {
            assertThat(text(name, "a, \"b\"\n  ✓")).isEqualTo("a, \"b\"\n  ✓");
        }
    }

    @Test
    void marksOfTheEncodingAreTold() throws Exception {
        assertThat(FileText.of("a.txt", "ä ✓".getBytes(UTF_16))).isEqualTo("ä ✓");
        assertThat(FileText.of("a.txt", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'x'}))
                .isEqualTo("x");
    }

    @Test
    void aPageWithoutItsTags() throws Exception {
        assertThat(text(
                        "a.html",
                        "<html><head><title>Foods</title><style>p { x }</style><script>var a = '<p>';</script></head>"
                                + "<body><!-- not <p>this --><h1>What\n  Filip &amp; Anna</h1><p>like: <b>cake</b>&nbsp;&#x2713;"
                                + "<ul><li>one</li><li>two &lt;3 &unknown; R&D</li></ul><table><tr><td>a</td><td>b</td></tr>"
                                + "</table></body></html>"))
                .isEqualTo("Foods\nWhat Filip & Anna\nlike: cake ✓\none\ntwo <3 &unknown; R&D\na b");
        assertThat(text("a.htm", "<p>open <b")).isEqualTo("open");
    }

    /** A database keeps no NUL, and half a pair is no character. */
    @Test
    void whatIsNoCharacterIsMarked() throws Exception {
        assertThat(text("a.html", "<p>a&#0;b&#xD800;c&#55296;d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
        assertThat(FileText.of("a.docx", archive("word/document.xml", "<w:document><w:p>a\0b</w:p></w:document>")))
                .isEqualTo("a\uFFFDb");
    }

    /** Looked for to the end of the text, the end of an entity would take hours. */
    @Test
    @Timeout(60)
    void aPageOfAmpersandsIsReadInOnePass() throws Exception {
        String page = "&".repeat(FileText.LARGEST);
        assertThat(text("a.html", page).length()).isEqualTo(page.length());
    }

    @Test
    void documentsAndSlides() throws Exception {
        assertThat(FileText.of(
                        "a.docx",
                        archive(
                                "word/styles.xml",
                                "<x>no</x>",
                                "word/document.xml",
                                "<w:document><w:body><w:p><w:r><w:t>Filip </w:t></w:r><w:r><w:t>likes &amp; eats</w:t></w:r>"
                                        + "</w:p><w:p><w:r><w:t>cake.</w:t></w:r></w:p></w:body></w:document>")))
                .isEqualTo("Filip likes & eats\ncake.");
        assertThat(FileText.of(
                        "a.pptx",
                        archive(
                                "ppt/slides/slide10.xml",
                                "<a:p><a:t>ten</a:t></a:p>",
                                "ppt/slides/slide2.xml",
                                "<a:p><a:t>two</a:t></a:p>")))
                .isEqualTo("two\n\nten");
    }

    @Test
    void whatHoldsNoTextSaysWhy() {
        refused(VectorStoreFileErrorCode.UNSUPPORTED_FILE, "a.pdf", "%PDF".getBytes(UTF_8));
        refused(VectorStoreFileErrorCode.UNSUPPORTED_FILE, "a.txt", new byte[] {(byte) 0xC3, 0x28});
        refused(VectorStoreFileErrorCode.UNSUPPORTED_FILE, "a", new byte[] {'a', 0, 'b'});
        refused(VectorStoreFileErrorCode.INVALID_FILE, "a.docx", "no archive".getBytes(UTF_8));
        refused(VectorStoreFileErrorCode.INVALID_FILE, "a.txt", new byte[0]);
        refused(VectorStoreFileErrorCode.INVALID_FILE, "a.txt", new byte[FileText.LARGEST + 1]);
    }

    private static void refused(VectorStoreFileErrorCode code, String name, byte[] content) {
        assertThatThrownBy(() -> FileText.of(name, content))
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
