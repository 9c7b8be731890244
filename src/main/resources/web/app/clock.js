// The server's clock, carried in its frames. The viewer's own clock is never trusted for what time it is, only for how long ago
// something was; and since one of its two clocks may stand still (sleep) or jump, the greater lapse counts.
export class ServerClock {
  #at = null;

  heard(now) {
    this.#at = { now, steady: performance.now(), wall: Date.now() };
  }

  get known() { return this.#at !== null; }

  /** Milliseconds since the last frame. */
  silence() {
    if (!this.#at) return 0;
    return Math.max(0, performance.now() - this.#at.steady, Date.now() - this.#at.wall);
  }

  now() {
    return this.#at ? this.#at.now + this.silence() : Date.now();
  }
}
