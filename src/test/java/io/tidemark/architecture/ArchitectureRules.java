package io.tidemark.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The rules that hold below `root`, each under the sentence it stands for. A package that does not exist yet breaks none.
record ArchitectureRules(String root) {

    private static final List<String> FEATURES = List.of("ingest", "wallboard", "access", "history", "ops");

    SequencedMap<String, ArchRule> all() {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("packages have no cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("every package is null-marked", classes().should(resideInANullMarkedPackage()));
        rules.put("signal imports nothing of ours", only("signal"));
        rules.put("log imports signal only", only("log", "signal"));
        rules.put("presence imports signal and log only", only("presence", "signal", "log"));
        rules.put("the core knows no framework", noClasses().that().resideInAnyPackage(in("signal", "log", "presence")).should()
                .dependOnClassesThat().resideInAnyPackage("io.vertx..", "io.lettuce..", "io.netty..", "com.fasterxml..", "org.slf4j.."));
        rules.put("the core has no clock", noClasses().that().resideInAnyPackage(in("signal", "presence")).should(readAClock()));
        rules.put("the core has no thread", noClasses().that().resideInAnyPackage(in("signal", "presence")).should().dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class).orShould().dependOnClassesThat()
                .resideInAPackage("java.util.concurrent.."));
        FEATURES.forEach(feature -> rules.put(feature + " imports no sibling feature", apart(feature)));
        rules.put("features meet the edges in the wiring only", noClassesOf("ingest", "wallboard", "access", "history", "ops", "shard")
                .dependOnClassesThat().resideInAnyPackage(in("redis", "postgres", "embedded", "cli", "demo", "replay")));
        rules.put("what features stand on knows no feature", noClassesOf("shard", "embedded", "settings", "producer")
                .dependOnClassesThat().resideInAnyPackage(in(FEATURES.toArray(String[]::new))));
        rules.put("Lettuce stays at the edge", noClasses().that(not(resideInAnyPackage(in("redis", "embedded")))).should()
                .dependOnClassesThat().resideInAPackage("io.lettuce.."));
        rules.put("time is java.time", noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date").orShould()
                .dependOnClassesThat().haveFullyQualifiedName("java.util.Calendar"));
        rules.put("only commands print", noClasses().that(not(resideInAPackage(root + ".cli.."))).should(ACCESS_STANDARD_STREAMS));
        rules.put("no static mutable state", fields().that().areStatic().should().beFinal());
        rules.put("names say what a class is", noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Service|Impl|Common)"));
        rules.replaceAll((_, rule) -> rule.allowEmptyShould(true));
        return rules;
    }

    private ClassesShould noClassesOf(String... names) {
        return noClasses().that().resideInAnyPackage(in(names)).should();
    }

    private ArchRule only(String name, String... allowed) {
        var ours = resideInAPackage(root + "..").and(not(resideInAnyPackage(in(Stream.concat(Stream.of(name), Arrays.stream(allowed))
                .toArray(String[]::new)))));
        return noClasses().that().resideInAnyPackage(in(name)).should().dependOnClassesThat(ours);
    }

    private ArchRule apart(String feature) {
        var siblings = new ArrayList<>(FEATURES);
        siblings.remove(feature);
        return noClasses().that().resideInAnyPackage(in(feature)).should().dependOnClassesThat()
                .resideInAnyPackage(in(siblings.toArray(String[]::new)));
    }

    private String[] in(String... names) {
        return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                var marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " is in " + item.getPackageName()));
            }
        };
    }

    private static ArchCondition<JavaClass> readAClock() {
        return new ArchCondition<>("read a clock") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getMethodCallsFromSelf().stream().filter(call -> tells(call.getTargetOwner(), call.getName()))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(item, call.getDescription())));
            }
        };
    }

    private static boolean tells(JavaClass owner, String method) {
        return owner.isAssignableTo(Clock.class)
                || owner.getPackageName().equals("java.time") && (method.equals("now") || method.equals("systemDefault"))
                || owner.isEquivalentTo(System.class) && (method.equals("currentTimeMillis") || method.equals("nanoTime"));
    }
}
