package io.tidemark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.Settings;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    private static final String HERE = "127.0.0.1";

    @Test
    void aBusyPortIsToldByItsNumber() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
            int busy = other.getLocalPort();
            assertThatThrownBy(() -> FreePorts.check(http(0, busy))).isInstanceOf(BindException.class)
                    .hasMessageContaining(HERE + ":" + busy);
            assertThatThrownBy(() -> FreePorts.check(http(busy, 0))).isInstanceOf(BindException.class)
                    .hasMessageContaining(HERE + ":" + busy);
        }
    }

    @Test
    void freePortsAreLeftFree() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
            free = socket.getLocalPort();
        }
        FreePorts.check(http(free, 0));
        assertThatCode(() -> new ServerSocket(free, 1, InetAddress.getByName(HERE)).close()).doesNotThrowAnyException();
    }

    private static Settings.Http http(int port, int opsPort) {
        return new Settings.Http(HERE, port, opsPort, null, List.of(), List.of());
    }
}
