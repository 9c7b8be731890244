package io.tidemark.ingest.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Whether bytes are UTF-8 to the letter: no overlong forms, no surrogates, nothing above U+10FFFF.
///
/// Eight bytes at a time while they are ASCII, as nearly all messages are; else the platform's own decoder is asked to report.
final class Utf8 {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Utf8() {}

    static boolean isValid(byte[] bytes, int length) {
        int at = 0;
        while (at + 8 <= length && ((long) EIGHT.get(bytes, at) & 0x8080808080808080L) == 0)
            at += 8;
        while (at < length && bytes[at] >= 0)
            at++;
        return at == length || decodes(bytes, at, length - at);
    }

    private static boolean decodes(byte[] bytes, int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
