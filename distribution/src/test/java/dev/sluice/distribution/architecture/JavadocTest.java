package dev.sluice.distribution.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is exported is documented: docs/decisions/0091. The compiler looks after what comments say ({@code -Xdoclint}), this
 * after what they leave out. Every type, method, field and constant has a comment; every component of a record a
 * {@code @param}; what a number or a text stands for is said by a {@code @param}, or by a word of the comment, of the method's
 * name or of the type's comment; and so is the exception that a method throws itself.
 */
final class JavadocTest {
    private static final Path SOURCES = Path.of("..", "core", "src", "main", "java");
    private static final Pattern EXPORT = Pattern.compile("exports ([a-z.]+);");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+");

    /** Types that say nothing of what a value of them is for. */
    private static final Set<String> BARE = Set.of(
            "String",
            "int",
            "long",
            "double",
            "boolean",
            "Integer",
            "Long",
            "Double",
            "Boolean",
            "byte[]",
            "Duration",
            "Instant",
            "Object",
            "Runnable");

    @Test
    void whatIsExportedIsDocumented() throws IOException {
        List<String> findings = new ArrayList<>();
        Set<String> exported = EXPORT.matcher(Files.readString(SOURCES.resolve("module-info.java")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> exported.contains(packageOf(file)))
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(docs, unit, findings).scan(unit, null);
            }
        }
        assertThat(files).hasSizeGreaterThan(200);
        assertThat(findings).isEmpty();
    }

    private static String packageOf(Path file) {
        return SOURCES.relativize(Objects.requireNonNull(file.getParent()))
                .toString()
                .replace('/', '.')
                .replace('\\', '.');
    }

    /** Reads one file. */
    private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final CompilationUnitTree unit;
        private final List<String> findings;

        Reader(DocTrees docs, CompilationUnitTree unit, List<String> findings) {
            this.docs = docs;
            this.unit = unit;
            this.findings = findings;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (!isPublic(getCurrentPath(), type.getModifiers().getFlags())) {
                return null;
            }
            Optional<DocCommentTree> comment =
                    comment(type, type.getSimpleName().toString());
            if (type.getKind() == Tree.Kind.RECORD) {
                Set<String> said = params(comment);
                type.getMembers().stream()
                        .filter(member -> member instanceof VariableTree)
                        .map(VariableTree.class::cast)
                        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .filter(component -> !said.contains(component.getName().toString()))
                        .forEach(component ->
                                find(component, type.getSimpleName() + " has no @param " + component.getName()));
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void none) {
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            boolean component = owner.getKind() == Tree.Kind.RECORD
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
            if (owner instanceof ClassTree
                    && !component
                    && isPublic(getCurrentPath(), field.getModifiers().getFlags())) {
                comment(field, field.getName().toString());
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
            if (overrides || !isPublic(getCurrentPath(), method.getModifiers().getFlags())) {
                return null;
            }
            if (isCanonical(method, owner)) {
                failures(method, Optional.ofNullable(docs.getDocCommentTree(getCurrentPath())));
                return null;
            }
            Optional<DocCommentTree> comment = comment(method, method.getName().toString());
            Optional<DocCommentTree> ofType =
                    Optional.ofNullable(docs.getDocCommentTree(getCurrentPath().getParentPath()));
            Set<String> text = Stream.of(comment, ofType)
                    .flatMap(Optional::stream)
                    .flatMap(tree -> words(tree.toString()))
                    .collect(Collectors.toSet());
            words(method.getName().toString()).forEach(text::add);
            Set<String> said = new HashSet<>(params(comment));
            said.addAll(params(ofType));
            for (VariableTree parameter : method.getParameters()) {
                String name = parameter.getName().toString();
                if (comment.isPresent()
                        && BARE.contains(parameter.getType().toString())
                        && !said.contains(name)
                        && words(name).noneMatch(text::contains)) {
                    find(method, method.getName() + " does not say what " + name + " is");
                }
            }
            failures(method, comment);
            return null;
        }

        /** What a method throws itself is said of it, or of its type. */
        private void failures(MethodTree method, Optional<DocCommentTree> comment) {
            DocCommentTree ofType = docs.getDocCommentTree(getCurrentPath().getParentPath());
            String said = comment.map(Object::toString).orElse("") + ofType;
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitThrow(ThrowTree thrown, @Nullable Void none) {
                    String name = typeOf(thrown.getExpression());
                    if (!name.isEmpty() && !said.contains(name)) {
                        find(method, method.getName() + " does not say that it throws " + name);
                    }
                    return null;
                }
            }.scan(method.getBody(), null);
        }

        private static String typeOf(ExpressionTree thrown) {
            if (thrown instanceof NewClassTree created) {
                return created.getIdentifier().toString();
            }
            return thrown instanceof MethodInvocationTree call
                            && call.getMethodSelect() instanceof MemberSelectTree select
                            && select.getExpression() instanceof IdentifierTree type
                            && Character.isUpperCase(type.getName().charAt(0))
                            && type.getName().toString().endsWith("Exception")
                    ? type.getName().toString()
                    : "";
        }

        /** Of the constructors of a record, the one whose comment is the record's own. */
        private static boolean isCanonical(MethodTree method, ClassTree owner) {
            if (owner.getKind() != Tree.Kind.RECORD || method.getReturnType() != null) {
                return false;
            }
            List<String> components = owner.getMembers().stream()
                    .filter(member -> member instanceof VariableTree)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(field -> field.getName().toString())
                    .toList();
            return method.getParameters().stream()
                    .map(parameter -> parameter.getName().toString())
                    .toList()
                    .equals(components);
        }

        private Optional<DocCommentTree> comment(Tree tree, String name) {
            Optional<DocCommentTree> comment = Optional.ofNullable(docs.getDocCommentTree(getCurrentPath()));
            if (comment.isEmpty()) {
                find(tree, name + " has no comment");
            }
            return comment;
        }

        private static Set<String> params(Optional<DocCommentTree> comment) {
            return comment.stream()
                    .flatMap(tree -> tree.getBlockTags().stream())
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .filter(tag -> !tag.getDescription().isEmpty())
                    .map(tag -> tag.getName().toString())
                    .collect(Collectors.toSet());
        }

        /** Its words, without their plurals. */
        private static Stream<String> words(String text) {
            return WORD.matcher(text)
                    .results()
                    .map(word -> word.group().toLowerCase(Locale.ROOT))
                    .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
        }

        /** Whether whoever uses the package can see it. */
        private static boolean isPublic(TreePath path, Set<Modifier> flags) {
            TreePath outer = path.getParentPath();
            boolean inInterface = outer.getLeaf().getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
            boolean itself = inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
            return itself
                    && (!(outer.getLeaf() instanceof ClassTree type)
                            || isPublic(outer, type.getModifiers().getFlags()));
        }

        private void find(Tree tree, String what) {
            long at = docs.getSourcePositions().getStartPosition(unit, tree);
            findings.add(
                    unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(at) + " " + what);
        }
    }
}
