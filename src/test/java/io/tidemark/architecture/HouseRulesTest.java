package io.tidemark.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final int MOST_LINES = 300;

    private final List<SourceFile> product = SourceFile.below(Path.of("src/main/java"));
    private final List<SourceFile> tests = SourceFile.below(Path.of("src/test/java"));

    @Test
    void noFileIsLong() {
        assertThat(product).filteredOn(file -> file.lines().size() > MOST_LINES).extracting(SourceFile::path).isEmpty();
        assertThat(tests).filteredOn(file -> file.lines().size() > MOST_LINES).extracting(SourceFile::path).isEmpty();
    }

    @Test
    void everyPublicTypeIsDocumented() {
        assertThat(product.stream().flatMap(SourceFile::undocumentedTypes)).isEmpty();
    }

    @Test
    void everyPackageIntroducesItself() {
        var packages = product.stream().map(file -> file.path().getParent()).collect(Collectors.toSet());
        var introduced = product.stream().filter(SourceFile::isNullMarkedPackage).map(file -> file.path().getParent())
                .collect(Collectors.toSet());
        assertThat(introduced).isEqualTo(packages).isNotEmpty();
    }

    @Test
    void everyTestOfFaultsRunsAmongThem() {
        assertThat(tests).filteredOn(file -> file.path().getParent().endsWith("faults") && file.path().toString().endsWith("IT.java"))
                .isNotEmpty().allMatch(file -> file.lines().contains("@Tag(\"faults\")"));
    }

    @Test
    void nothingIsLeftUndone() {
        assertThat(product.stream().flatMap(SourceFile::leftUndone)).isEmpty();
        assertThat(tests.stream().filter(file -> !file.path().endsWith("SourceFile.java") && !file.path().endsWith("HouseRulesTest.java"))
                .flatMap(SourceFile::leftUndone)).isEmpty();
    }

    @Test
    void theRulesSeeWhatBreaksThem() {
        var bare = new SourceFile(Path.of("A.java"), List.of("package a;", "", "@Deprecated", "public final class A {}", "// TODO"));
        assertThat(bare.undocumentedTypes()).hasSize(1);
        assertThat(bare.leftUndone()).hasSize(1);
        assertThat(bare.isNullMarkedPackage()).isFalse();
        var documented = new SourceFile(Path.of("A.java"), List.of("/// A.", "@Deprecated", "public sealed interface A permits B {}"));
        assertThat(documented.undocumentedTypes()).isEmpty();
    }
}
