package io.tidemark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.signal.Signal.Heartbeat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

    private static final EntryId ID = new EntryId(1_763_719_200_123L, 7);

    @Test
    void whatWasWrittenIsReadAgainWhateverItWas() {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new RandomItems(seed);
            var items = new ArrayList<Item>();
            for (int n = (int) (seed % 5); n >= 0; n--)
                items.add(random.next());

            var decoded = EntryCodec.decode(ID, join(items));

            assertThat(decoded).as("seed %d", seed).usingRecursiveComparison().isEqualTo(new Decoded.Known(new Entry(ID, items)));
        }
    }

    @Test
    void anEntryWithoutItemsIsOnlyATime() {
        assertThat(EntryCodec.decode(ID, new byte[0])).isEqualTo(new Decoded.Known(new Entry(ID, List.of())));
    }

    @Test
    void aNewerVersionIsToldApartFromGarbage() {
        byte[] newer = new Packer().bytes(new Packer().unsigned(EntryCodec.VERSION + 1).text("whatever").take()).take();

        assertThat(EntryCodec.decode(ID, newer)).isEqualTo(new Decoded.Newer(EntryCodec.VERSION + 1));
    }

    @Test
    void garbageIsRefusedWithNothingElseThanAnIllegalArgument() {
        var random = new SplittableRandom(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(1, 60)] : EntryCodec.encode(new RandomItems(i).next());
            if (i % 2 == 0)
                random.nextBytes(bytes);
            else
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatCode(() -> {
                try {
                    EntryCodec.decode(ID, bytes);
                } catch (IllegalArgumentException _) {
                    // the one permitted answer besides an entry
                }
            }).as(Arrays.toString(bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void anItemCutShortIsRefused() {
        byte[] whole = EntryCodec.encode(new Item.Gap(new StreamId("acme", "acme", "sfu"), new Origin(5, 6)));
        whole[0]--;

        assertThatIllegalArgumentException().isThrownBy(() -> EntryCodec.decode(ID, Arrays.copyOf(whole, whole.length - 1)));
    }

    @Test
    void aHeartbeatCostsLittleMoreThanItsSession() {
        var beat = new Item.Plain(new Origin(1, 1), 1, new Scope("acme", "acme"), false,
                List.of(new Numbered(0, Heartbeat.of(null, 0, "s".repeat(32)))));

        assertThat(EntryCodec.encode(beat)).hasSizeLessThan(32 + 32);
    }

    private static byte[] join(List<Item> items) {
        var out = new ByteArrayOutputStream();
        items.forEach(item -> out.writeBytes(EntryCodec.encode(item)));
        return out.toByteArray();
    }
}
