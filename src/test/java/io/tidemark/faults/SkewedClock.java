package io.tidemark.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidemark.testing.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// The wall clock of a node's process, off by as much as the test wants, and moved while it runs. An agent in the process has all that
/// the program and its libraries ask of the clock answered by [#currentTimeMillis] and [#system]; what a file says is added.
public final class SkewedClock {
    private static final Set<String> CLOCK = Set.of("currentTimeMillis", "system");
    private static final ClassDesc OURS = ClassDesc.of(SkewedClock.class.getName());
    private static volatile Duration skew = Duration.ZERO;

    private final Path file = Scratch.directory("clock").resolve("skew");
    private final Path agent = jar(SkewedClock.class, file.resolveSibling("agent.jar"));

    SkewedClock(Duration skew) throws IOException {
        moveTo(skew);
    }

    /// A jar that makes the JVM call a class of the class path before the program.
    static Path jar(Class<?> agent, Path to) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
        try {
            new JarOutputStream(Files.newOutputStream(to), manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    /// What the node's JVM is started with.
    String option() {
        return "-javaagent:" + agent + "=" + file;
    }

    void moveTo(Duration off) throws IOException {
        Path next = file.resolveSibling("next");
        Files.writeString(next, off.toString());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What the node says in its log once its clock is there.
    static String line(Duration off) {
        return "The wall clock is off by " + off;
    }

    /// Called by the JVM of the node.
    public static void premain(String file, Instrumentation instrumentation) {
        read(Path.of(file));
        Thread.ofPlatform().daemon().name("skew").start(() -> {
            for (;;) {
                read(Path.of(file));
                try {
                    MILLISECONDS.sleep(50);
                } catch (InterruptedException _) {
                    return;
                }
            }
        });
        instrumentation.addTransformer(new Redirection());
    }

    public static long currentTimeMillis() {
        return System.currentTimeMillis() + skew.toMillis();
    }

    public static InstantSource system() {
        return () -> Instant.now().plus(skew);
    }

    private static void read(Path file) {
        try {
            var now = Duration.parse(Files.readString(file));
            if (now.equals(skew)) return;
            skew = now;
            System.out.println(line(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Redirection implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(@Nullable ClassLoader loader, String name, @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain, byte[] bytes) {
            if (loader == null || !name.startsWith("io/") || name.startsWith(SkewedClock.class.getName().replace('.', '/'))) return null;
            var file = ClassFile.of();
            var model = file.parse(bytes);
            return namesTheClock(model) ? file.transformClass(model, ClassTransform.transformingMethodBodies(toOurs())) : null;
        }

        private static boolean namesTheClock(ClassModel model) {
            for (var entry : model.constantPool())
                if (entry instanceof NameAndTypeEntry name && CLOCK.contains(name.name().stringValue())) return true;
            return false;
        }

        private static CodeTransform toOurs() {
            return (code, element) -> {
                if (asksTheClock(element) instanceof InvokeInstruction call)
                    code.invokestatic(OURS, call.name().stringValue(), call.typeSymbol());
                else
                    code.with(element);
            };
        }

        private static @Nullable InvokeInstruction asksTheClock(CodeElement element) {
            if (!(element instanceof InvokeInstruction call)) return null;
            String asked = call.owner().asInternalName() + "." + call.name().stringValue();
            return asked.equals("java/lang/System.currentTimeMillis") || asked.equals("java/time/InstantSource.system") ? call : null;
        }
    }
}
