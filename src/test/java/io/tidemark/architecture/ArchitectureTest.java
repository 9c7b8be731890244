package io.tidemark.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String PRODUCT = "io.tidemark";
    private static final String WRONG = "io.tidemark.architecture.wrong";

    @TestFactory
    Stream<DynamicTest> theProductKeepsEachRule() {
        var classes = product();
        return new ArchitectureRules(PRODUCT).all().entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleCanBeBroken() {
        var classes = new ClassFileImporter().importPackages(WRONG);
        return new ArchitectureRules(WRONG).all().entrySet().stream().map(
                rule -> dynamicTest(rule.getKey(), () -> assertThat(rule.getValue().evaluate(classes).hasViolation()).isTrue()));
    }

    @Test
    void theProductIsLookedAt() {
        assertThat(product()).extracting(type -> type.getPackageName()).contains("io.tidemark.presence", "io.tidemark.signal");
    }

    private static JavaClasses product() {
        return new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS).importPackages(PRODUCT);
    }
}
