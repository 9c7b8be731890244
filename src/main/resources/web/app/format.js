const COUNT = new Intl.NumberFormat('en');

export const count = n => COUNT.format(n);

/** A zone that the browser knows, else UTC. */
export function knownZone(zone) {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

export class Times {
  constructor(zone) {
    this.zone = knownZone(zone);
    const of = options => new Intl.DateTimeFormat('en-GB', { timeZone: this.zone, hourCycle: 'h23', ...options });
    this.seconds = of({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    this.minutes = of({ hour: '2-digit', minute: '2-digit' });
    this.whole = of({ dateStyle: 'medium', timeStyle: 'long' });
  }

  toSecond(ms) { return this.seconds.format(ms); }

  toMinute(ms) { return this.minutes.format(ms); }

  inFull(ms) { return this.whole.format(ms); }
}

/** A span of time, roughly: 9 s, 4 min, 3 h. */
export function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 120) return `${s} s`;
  if (s < 7200) return `${Math.round(s / 60)} min`;
  return s < 172800 ? `${Math.round(s / 3600)} h` : `${Math.round(s / 86400)} days`;
}
