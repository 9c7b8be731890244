// The last hour of every figure: whole minutes from the server, and what the frames have shown since. A stretch that nobody knows
// stays a hole. Extremes are kept, whatever the resolution.
import { METRICS, SECTIONS } from './model.js';

const HOUR = 3_600_000, MINUTE = 60_000, BUCKET = 5_000, LONGEST_CARRY = 210_000;

export class History {
  #minutes = new Map(); // metric → section → [{at, min, max, close}] (ms, the minute's start)
  #unknown = [];        // [[from, to]] in ms
  #seen = [];           // buckets of what the frames showed: {at, last, min, max, close}, each an array by cell
  #open = null;

  /** Remembers what the model shows at this moment. */
  see(model, now) {
    const cells = SECTIONS.flatMap(section => METRICS.map(metric => model.level(section, metric).now));
    const start = Math.floor(now / BUCKET) * BUCKET;
    let bucket = this.#open;
    if (!bucket || bucket.at !== start) {
      bucket = this.#open = { at: start, last: now, min: [...cells], max: [...cells], close: cells };
      this.#seen.push(bucket);
      while (this.#seen.length && this.#seen[0].at < now - HOUR - BUCKET) this.#seen.shift();
      return;
    }
    cells.forEach((level, i) => {
      bucket.min[i] = Math.min(bucket.min[i], level);
      bucket.max[i] = Math.max(bucket.max[i], level);
    });
    bucket.close = cells;
    bucket.last = now;
  }

  /** Takes the answers of /v1/curve for one metric: section → answer. */
  learn(metric, answers) {
    const sections = new Map();
    for (const [section, answer] of Object.entries(answers))
      sections.set(section, answer.points.map(point => ({ ...point, at: Date.parse(point.at) })));
    this.#minutes.set(metric, sections);
    this.#unknown = (answers.total?.unknown ?? []).map(([from, to]) => [Date.parse(from), Date.parse(to)]);
  }

  knows(metric) { return this.#minutes.has(metric); }

  /** The hour up to `now` as rows {at, min, max, close, line} in order, each until the next; all are null where nothing is known. */
  rows(section, metric, now) {
    const cell = SECTIONS.indexOf(section) * METRICS.length + METRICS.indexOf(metric);
    const minutes = (this.#minutes.get(metric)?.get(section) ?? []).filter(minute => minute.at >= now - HOUR - MINUTE);
    const rows = [];
    minutes.forEach((minute, i) => {
      if (i > 0 && minute.at - minutes[i - 1].at > MINUTE) rows.push(hole(minutes[i - 1].at + MINUTE));
      rows.push(...this.#minute(minute, cell));
    });
    const since = minutes.length ? minutes.at(-1).at + MINUTE : 0;
    let last = rows.at(-1);
    for (const bucket of this.#seen) {
      if (bucket.last < since) continue;
      const at = Math.max(bucket.at, since);
      if (last && last.close !== null && at - last.at > (last.seen ? 3 * BUCKET : LONGEST_CARRY)) rows.push(hole((last.at + at) / 2));
      last = { at, min: bucket.min[cell], max: bucket.max[cell], close: bucket.close[cell], line: bucket.close[cell], seen: true };
      rows.push(last);
    }
    return rows;
  }

  // The server's minute is exact in its extremes; what was seen of it, if it was seen whole, is finer in its course.
  #minute(minute, cell) {
    if (this.#isUnknown(minute.at)) return [hole(minute.at)];
    const { at, min, max, close, mean } = minute;
    const seen = this.#seen.filter(bucket => bucket.at >= at && bucket.at < at + MINUTE);
    if (seen.length < MINUTE / BUCKET) return [{ at, min, max, close, line: mean }];
    return seen.map((bucket, i) => ({ at: bucket.at, min, max, close, line: bucket.close[cell], within: i > 0 }));
  }

  #isUnknown(at) {
    return this.#unknown.some(([from, to]) => from < at + MINUTE && to > at && Math.min(to, at + MINUTE) - Math.max(from, at) > MINUTE / 2);
  }
}

function hole(at) {
  return { at, min: null, max: null, close: null, line: null };
}

/** Lays several rows over one axis: [axis, values of the first, values of the second …]; between two known points of a row it is flat. */
export function align(columns, pick) {
  const axis = [...new Set(columns.flatMap(rows => rows.map(row => row.at)))].sort((a, b) => a - b);
  return [axis, ...columns.map((rows, c) => {
    const byTime = new Map(rows.map(row => [row.at, row]));
    let held = null;
    return axis.map(at => {
      const row = byTime.get(at);
      if (row) held = pick[c](row);
      return held;
    });
  })];
}
