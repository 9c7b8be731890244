package io.tidemark.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/// What people use, the most common first.
record Equipment(String device, String client, String platform, String os, String browser, String hardware) {
    private static final List<Equipment> AT_WORK = List.of(
            new Equipment("computer", "web", "web", "Windows", "Chrome", "Lenovo"),
            new Equipment("computer", "desktop", "windows", "Windows", "", "Dell"),
            new Equipment("mobile", "app", "android", "Android", "", "Samsung"),
            new Equipment("computer", "desktop", "macos", "macOS", "", "Apple"),
            new Equipment("mobile", "app", "ios", "iOS", "", "Apple"),
            new Equipment("computer", "web", "web", "Linux", "Firefox", "HP"));

    private static final List<Equipment> AT_HOME = List.of(
            new Equipment("mobile", "app", "android", "Android", "", "Xiaomi"),
            new Equipment("tv", "tv-app", "android-tv", "Android TV", "", "Sony"),
            new Equipment("computer", "web", "web", "Windows", "Edge", "HP"),
            new Equipment("mobile", "app", "ios", "iOS", "", "Apple"),
            new Equipment("tv", "tv-app", "tizen", "Tizen", "", "Samsung"),
            new Equipment("tablet", "app", "ios", "iPadOS", "", "Apple"),
            new Equipment("console", "console-app", "playstation", "Orbis", "", "Sony"));

    static Equipment atWork(Dice dice) {
        return dice.favouring(AT_WORK);
    }

    static Equipment atHome(Dice dice) {
        return dice.favouring(AT_HOME);
    }

    void describe(JsonObject signal) {
        signal.put("device", device).put("client", client).put("platform", platform).put("os", os).put("hardware", hardware);
        if (!browser.isEmpty()) signal.put("browser", browser);
    }
}
