package io.tidemark.cli;

import io.tidemark.settings.SettingsException;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says a failure once, in a sentence; where it happened is told only to who asks with `--verbose`.
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        Throwable cause = cause(failure);
        err.println(told(cause));
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            failure.printStackTrace(err);
        } else if (cause instanceof RuntimeException && cause.getMessage() == null) {
            err.println("(--verbose shows where it happened.)");
        }
        err.flush();
        return cause instanceof SettingsException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String told(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return switch (cause) {
            case SettingsException _ -> "The settings are wrong:\n" + message;
            case BindException _ -> "A port cannot be listened on: " + message + ". Another program has it, or this machine has no such "
                    + "address: choose with --http-port, --ops-port and --bind (or TIDEMARK_HTTP_PORT, TIDEMARK_OPS_PORT, TIDEMARK_BIND).";
            default -> message;
        };
    }
}
