package io.tidemark.load.soak;

import io.tidemark.load.process.Node;
import io.tidemark.load.process.Pause;
import io.tidemark.load.truth.Population;
import java.util.Random;

/// What may go wrong; each leaves the site for [Site#mend] to put right.
enum Fault {

    NODE_KILLED {
        @Override
        void strike(Site site, Population population, Random random) {
            var node = any(site, random);
            node.child().kill();
            Pause.millis(random.nextInt(8_000));
            node.child().startAgain();
        }
    },
    NODE_STOPPED_IN_ORDER {
        @Override
        void strike(Site site, Population population, Random random) {
            var node = any(site, random);
            node.child().stop();
            node.child().startAgain();
        }
    },
    NODE_FROZEN {
        @Override
        void strike(Site site, Population population, Random random) {
            var node = any(site, random);
            node.child().freeze();
            Pause.millis(500 + random.nextInt(9_000));
            node.child().thaw();
        }
    },
    REDIS_KILLED {
        @Override
        void strike(Site site, Population population, Random random) {
            site.installation.redis().child().kill();
            Pause.millis(random.nextInt(3_000));
            site.installation.redis().child().startAgain();
            site.installation.redis().awaitReady();
        }
    },
    POWER_LOST {
        @Override
        void strike(Site site, Population population, Random random) {
            PowerLoss.strike(site.installation.redis(), 100 + random.nextInt(700));
        }
    },
    REDIS_FROZEN {
        @Override
        void strike(Site site, Population population, Random random) {
            site.installation.redis().child().freeze();
            Pause.millis(300 + random.nextInt(4_000));
            site.installation.redis().child().thaw();
        }
    },
    CONNECTIONS_KILLED {
        @Override
        void strike(Site site, Population population, Random random) {
            for (int i = 0; i < 3; i++) {
                site.toRedis.forEach(io.tidemark.load.process.Proxy::cut);
                Pause.millis(random.nextInt(700));
            }
        }
    },
    SCRIPTS_FORGOTTEN {
        @Override
        void strike(Site site, Population population, Random random) {
            for (int i = 0; i < 10; i++) {
                site.installation.redis().ask(redis -> redis.scriptFlush());
                Pause.millis(100);
            }
        }
    },
    POSTGRES_AWAY {
        @Override
        void strike(Site site, Population population, Random random) {
            site.installation.postgres().stop();
            Pause.millis(1_000 + random.nextInt(4_000));
            site.installation.postgres().startAgain();
        }
    },
    SLOW_LINK {
        @Override
        void strike(Site site, Population population, Random random) {
            var link = random.nextBoolean() ? site.toRedis.get(random.nextInt(2)) : site.toNodes.get(random.nextInt(2));
            link.delay(50 + random.nextInt(400));
            Pause.millis(2_000);
            link.delay(0);
        }
    },
    SILENT_LINK {
        @Override
        void strike(Site site, Population population, Random random) {
            var link = random.nextBoolean() ? site.toRedis.get(random.nextInt(2)) : site.toNodes.get(random.nextInt(2));
            link.silent(true);
            Pause.millis(500 + random.nextInt(5_000));
            if (random.nextBoolean()) link.cut();
            link.silent(false);
        }
    },
    PRODUCERS_CUT {
        @Override
        void strike(Site site, Population population, Random random) {
            for (var crew : population.crews())
                crew.producer().cut(random.nextInt(2_000));
            Pause.millis(1_000);
        }
    };

    abstract void strike(Site site, Population population, Random random);

    private static Node any(Site site, Random random) {
        return site.nodes.get(random.nextInt(site.nodes.size()));
    }
}
