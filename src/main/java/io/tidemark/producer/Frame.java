package io.tidemark.producer;

import java.util.List;

/// A numbered frame of a stream. `formed` is when it was made (epoch milliseconds); `upTo` how many signals the stream had
/// taken with it and all frames before it.
record Frame(long seq, List<Item> items, long formed, long upTo) {

    Frame {
        items = List.copyOf(items);
    }

    String text(String account) {
        var text = new StringBuilder(items.stream().mapToInt(item -> item.text().length() + 1).sum() + 192);
        text.append("{\"account\":\"").append(account).append("\",\"seq\":").append(seq).append(",\"signals\":[");
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) text.append(',');
            text.append(items.get(i).text());
        }
        return text.append("]}").toString();
    }
}
