package io.tidemark.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program's own configuration makes of a failure.
class LogTest {

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.netty.bootstrap.ServerBootstrap", "org.flywaydb.core.internal.jdbc.TransactionalExecutionTemplate"})
    void whatLibrariesSayOfPeersThatGoIsOneLine(String logger) {
        assertThat(said(logger)).endsWith("it failed java.lang.IllegalStateException: closed" + System.lineSeparator())
                .hasLineCount(1);
        assertThat(context.getLogger(logger).isWarnEnabled()).isTrue();
    }

    @Test
    void allElseIsSaidWithItsTrace() {
        assertThat(said("io.vertx.core.impl.ContextImpl")).contains("it failed", "IllegalStateException: closed", "\tat ");
    }

    private String said(String name) {
        var event = new LoggingEvent("", context.getLogger(name), Level.WARN, "it failed", new IllegalStateException("closed"), null);
        var writing = name;
        while (!context.getLogger(writing).iteratorForAppenders().hasNext())
            writing = writing.contains(".") ? writing.substring(0, writing.lastIndexOf('.')) : Logger.ROOT_LOGGER_NAME;
        var appender = (ConsoleAppender<ILoggingEvent>) context.getLogger(writing).iteratorForAppenders().next();
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
