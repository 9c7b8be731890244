// The wallboard: takes frames, keeps the model, and paints at a bounded rate.
import { ServerClock } from './clock.js';
import { Times, count } from './format.js';
import { History } from './history.js';
import { Link } from './link.js';
import { METRICS, Model, SECTIONS } from './model.js';
import { drawEvents, drawKinds, drawSources, drawTiles } from './panels.js';
import { judge, show } from './status.js';
import { make, setText, visible } from './text.js';
import { Trend } from './trend.js';

const SUMMARY_EVERY = 60_000, LEARN_EVERY = 60_000, TREND_EVERY = 1000;
const $ = id => document.getElementById(id);

export class Wall {
  #model = new Model();
  #clock = new ServerClock();
  #history = new History();
  #times = new Times('UTC');
  #trend = new Trend($('trend-chart'), $('trend-table'), $('trend-head'));
  #paused = 0;
  #pace = 250;
  #painted = 0;
  #drawn = -Infinity;
  #pending = false;
  #metric = 'connections';
  #asTable = false;
  #said = { at: -Infinity, rung: 'connecting' };
  #learnt = 0;

  constructor(credential) {
    this.credential = credential;
    this.link = new Link(credential, frame => this.#take(frame), () => this.#look());
  }

  open() {
    $('wall').hidden = false;
    document.body.dataset.stage = 'wall';
    $('demo').hidden = document.body.dataset.demo !== 'true';
    $('pause').onclick = () => this.#pause();
    $('pace').onchange = event => { this.#pace = Number(event.target.value); };
    $('trend-metric').onchange = event => { this.#metric = event.target.value; this.#learn(); this.#drawTrend(); };
    $('trend-as').onclick = () => { this.#asTable = !this.#asTable; this.#drawTrend(); };
    const wanted = new URLSearchParams(location.search).get('metric');
    if (METRICS.includes(wanted)) $('trend-metric').value = this.#metric = wanted;
    this.link.connect();
    setInterval(() => this.#look(), 500);
  }

  #take(frame) {
    const wasKnown = this.#model.known;
    this.#clock.heard(Date.parse(frame.now ?? frame.asOf));
    this.#model.take(frame);
    if (this.#times.zone !== this.#model.zone) this.#times = new Times(this.#model.zone);
    this.#history.see(this.#model, this.#model.asOf);
    if (frame.type === 'snapshot') this.#learn();
    if (!wasKnown) this.#painted = 0;
    this.#askToPaint();
  }

  #askToPaint() {
    if (this.#pending || this.#paused) return;
    this.#pending = true;
    setTimeout(() => requestAnimationFrame(() => {
      this.#pending = false;
      if (!this.#paused) this.#paint();
    }), Math.max(0, this.#painted + this.#pace - performance.now()));
  }

  #paint() {
    this.#painted = performance.now();
    document.body.dataset.stage = this.#model.empty ? 'empty' : 'wall';
    $('empty').hidden = !this.#model.empty;
    if (this.#model.empty) setText($('empty-curl'), firstCurl(this.#model.account));
    $('name').replaceChildren(make('span', 'brand', 'Tidemark '), make('bdi', '', visible(this.#model.account)));
    setText($('day'), `Today is ${this.#model.day} in ${this.#times.zone}; peaks are the largest values at one moment.`);
    drawTiles($('wall'), this.#model, this.#times);
    drawKinds($('kinds').querySelector('tbody'), this.#model);
    drawEvents($('largest'), this.#model);
    drawSources($('sources'), this.#model, this.#clock.now());
    if (performance.now() - this.#drawn >= TREND_EVERY) this.#drawTrend();
    this.#look();
  }

  #drawTrend() {
    this.#drawn = performance.now();
    $('trend-chart').hidden = this.#asTable;
    $('trend-table').hidden = !this.#asTable;
    $('trend-as').setAttribute('aria-pressed', String(this.#asTable));
    if (!this.#model.known || this.#model.empty) return;
    const draw = this.#asTable ? 'tabulate' : 'draw';
    this.#trend[draw](this.#history, this.#metric, this.#times, Math.max(this.#model.asOf, this.#clock.now() - 2000));
  }

  /** Looks at the clock: how old is what stands here? */
  #look() {
    const verdict = judge({ model: this.#model, clock: this.#clock, link: this.link, times: this.#times, paused: this.#paused });
    show(verdict);
    if (this.#model.known) {
      setText($('clock'), this.#times.toSecond(this.#clock.now()));
      setText($('zone'), this.#times.zone);
    }
    const fresh = ['live', 'late', 'paused'].includes(verdict.rung);
    const level = this.#model.known ? `${count(this.#model.level('total', 'connections').now)} live · ${visible(this.#model.account)}` : 'Tidemark';
    document.title = fresh ? level : verdict.rung === 'connecting' ? 'Tidemark' : `⚠ ${verdict.words}`;
    this.#summarise(verdict);
    if (this.link.state === 'open' && performance.now() - this.#learnt > LEARN_EVERY) this.#learn();
  }

  #summarise(verdict) {
    const serious = rung => rung === 'stale' || rung === 'dead';
    const turned = serious(verdict.rung) !== serious(this.#said.rung);
    if (!turned && performance.now() - this.#said.at < SUMMARY_EVERY) return;
    if (!this.#model.known && !verdict.head) return;
    this.#said = { at: performance.now(), rung: verdict.rung };
    const figures = METRICS.map(metric => `${count(this.#model.level('total', metric).now)} ${metric === 'events' ? 'parallel events' : metric}`).join(', ');
    setText($('summary'), serious(verdict.rung) ? `${verdict.head} ${verdict.text}` : `${figures}. ${verdict.words}.`);
  }

  /** Asks for the last hour's minutes; what the frames showed stays where the server has none. */
  async #learn() {
    this.#learnt = performance.now();
    const metric = this.#metric;
    try {
      const answers = await Promise.all(SECTIONS.map(async section => {
        const answer = await this.credential.get('/v1/curve', { section, metric, step: '1m' });
        if (!answer.ok) throw new Error(`curve: ${answer.status}`);
        return [section, await answer.json()];
      }));
      this.#history.learn(metric, Object.fromEntries(answers));
      if (!this.#paused) this.#drawTrend();
    } catch { /* the curve is drawn from the frames until the next try */ }
  }

  #pause() {
    this.#paused = this.#paused ? 0 : this.#clock.now();
    $('pause').setAttribute('aria-pressed', String(this.#paused > 0));
    setText($('pause'), this.#paused ? 'Go on' : 'Pause');
    if (!this.#paused) this.#askToPaint();
    this.#look();
  }
}

function firstCurl(account) {
  const signal = { type: 'join', session: 'first', event: 'hello', kind: 'meeting', role: 'participant' };
  return `curl '${location.origin}/v1/signals?account=${account}' \\\n  -H 'Authorization: Bearer KEY' -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify([signal])}'`;
}
