// The connection to the server. It comes back by itself with growing, random pauses, and takes a socket on which nothing moves for
// dead. A socket that was refused does not say why, so plain HTTP is asked.
const RATE = 5, LOW_RATE = 1;
const FIRST_PAUSE = 500, LONGEST_PAUSE = 20_000, HEALTHY = 30_000, SILENT = 10_000, REFUSED_PAUSE = 60_000;

export class Link {
  state = 'connecting'; // connecting, open, waiting, refused
  retryAt = 0;
  refusal = '';
  #rate = RATE;
  #socket = null;
  #tries = 0;
  #heard = 0;
  #openSince = 0;
  #timer = 0;

  constructor(credential, onFrame, onState) {
    Object.assign(this, { credential, onFrame, onState });
    addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.#hurry(); });
    setInterval(() => this.#watch(), 1000);
  }

  connect() {
    clearTimeout(this.#timer);
    this.#to('connecting');
    const socket = this.credential.socket('/v1/live', 'tidemark.live.v1.json', { rate: this.#rate });
    let opened = false;
    this.#socket = socket;
    this.#heard = performance.now();
    socket.onopen = () => {
      opened = true;
      this.refusal = '';
      this.#openSince = this.#heard = performance.now();
      this.#to('open');
    };
    socket.onmessage = message => {
      if (socket !== this.#socket) return;
      this.#heard = performance.now();
      this.onFrame(JSON.parse(message.data));
    };
    socket.onclose = event => {
      if (socket === this.#socket) this.#lost(event.code, opened);
    };
  }

  #lost(code, opened) {
    this.#socket = null;
    if (opened && performance.now() - this.#openSince > HEALTHY) this.#tries = 0;
    if (code === 1013) this.#rate = LOW_RATE;
    if (code === 4401 || code === 4403) this.#refused('This key or board link is no longer valid.');
    else if (opened) this.#again();
    else this.#ask();
  }

  async #ask() {
    try {
      const answer = await this.credential.get('/v1/levels');
      if ([400, 401, 403, 404].includes(answer.status)) return this.#refused(await reason(answer));
    } catch { /* the server is away: try again */ }
    this.#again();
  }

  #again() {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#tries++);
    this.#wait(Math.random() * longest, 'waiting');
  }

  #refused(why) {
    this.refusal = why;
    this.#wait(REFUSED_PAUSE, 'refused');
  }

  #wait(pause, state) {
    clearTimeout(this.#timer);
    this.retryAt = performance.now() + pause;
    this.#timer = setTimeout(() => this.connect(), pause);
    this.#to(state);
  }

  #hurry() {
    if (this.state === 'waiting') this.connect();
  }

  #watch() {
    if (!this.#socket || performance.now() - this.#heard < SILENT) return;
    const socket = this.#socket;
    this.#socket = null;
    socket.close();
    this.#again();
  }

  #to(state) {
    this.state = state;
    this.onState(state);
  }
}

async function reason(answer) {
  if (answer.status === 401) return 'This key or board link is not valid, or has been revoked.';
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title ?? `The server answered ${answer.status}.`;
  } catch {
    return `The server answered ${answer.status}.`;
  }
}
