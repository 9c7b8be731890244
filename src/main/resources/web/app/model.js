export const SECTIONS = ['total', 'meeting', 'webinar', 'call', 'live', 'vod'];
export const KINDS = SECTIONS.slice(1);
export const METRICS = ['connections', 'speakers', 'participants', 'events'];

/** What the account shows: a snapshot with the changes since. */
export class Model {
  known = false;
  account = '';
  zone = 'UTC';
  day = '';
  asOf = 0;
  levels = {};
  events = [];
  sources = [];

  take(frame) {
    this.asOf = Date.parse(frame.asOf);
    if (frame.type === 'snapshot') {
      this.known = true;
      this.account = frame.account;
      this.levels = frame.levels;
      this.zone = frame.zone ?? 'UTC';
    } else if (frame.levels) {
      for (const [section, metrics] of Object.entries(frame.levels))
        this.levels[section] = { ...this.levels[section], ...metrics };
    }
    this.day = frame.day ?? this.day;
    this.events = frame.events ?? this.events;
    this.sources = frame.sources ?? this.sources;
  }

  level(section, metric) {
    return this.levels[section]?.[metric] ?? { now: 0, today: { peak: 0, bound: 'exact' } };
  }

  /** Nothing has been counted today. */
  get empty() {
    return this.known && this.events.length === 0
        && SECTIONS.every(section => this.level(section, 'connections').today.peak === 0 && this.level(section, 'connections').now === 0);
  }
}
