// The curve of the last hour. The only module that knows the chart library.
import uPlot from '../vendor/uPlot.esm.js';
import { count } from './format.js';
import { align } from './history.js';
import { KINDS } from './model.js';
import { make, setText } from './text.js';

const HOUR = 3_600_000, MINUTE = 60_000, SHORTEST = 10 * MINUTE;
const DASH = { meeting: [], webinar: [8, 4], call: [3, 3], live: [12, 4, 3, 4], vod: [2, 6] };

export class Trend {
  #plot = null;
  #shape = '';
  #ends = [];

  constructor(chart, table, title) {
    Object.assign(this, { chart, table, title });
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(chart);
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => this.#drop());
  }

  draw(history, metric, times, now) {
    const total = history.rows('total', metric, now);
    const kinds = KINDS.map(kind => [kind, history.rows(kind, metric, now)]).filter(([, rows]) => rows.some(row => row.max > 0));
    const columns = [total, total, total, ...kinds.map(([, rows]) => rows)];
    const line = row => row.line;
    const data = align(columns, [row => row.min, row => row.max, line, ...kinds.map(() => line)]);
    data[0] = data[0].map(at => at / 1000);
    this.#ends = [['all', '--total', 3], ...kinds.map(([kind], i) => [kind, `--${kind}`, i + 4])];
    const shape = `${times.zone} ${kinds.map(([kind]) => kind)}`;
    if (shape !== this.#shape) this.#drop();
    this.#shape = shape;
    this.#plot ??= new uPlot(this.#options(kinds.map(([kind]) => kind), times), data, this.chart);
    this.#plot.setData(data, false);
    const span = spanOf(total, now);
    this.#plot.setScale('x', { min: (now - span) / 1000, max: now / 1000 });
    setText(this.title, `Last ${span / MINUTE} minutes`);
    this.chart.setAttribute('aria-label', this.#describe(total, times));
  }

  tabulate(history, metric, times, now) {
    const rows = history.rows('total', metric, now).filter(row => !row.seen && !row.within).reverse();
    const table = make('table'), head = table.createTHead().insertRow(), body = table.createTBody();
    for (const title of ['Minute', 'Least', 'Most', 'At its end']) head.append(Object.assign(make('th', '', title), { scope: 'col' }));
    for (const row of rows) {
      const line = body.insertRow();
      line.insertCell().textContent = times.toMinute(row.at);
      for (const value of [row.min, row.max, row.close]) line.insertCell().textContent = value === null ? 'unknown' : count(value);
    }
    this.table.replaceChildren(rows.length ? table : make('p', '', 'No whole minute is known yet.'));
  }

  #drop() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #describe(rows, times) {
    const known = rows.filter(row => row.max !== null);
    if (!known.length) return 'Curve of the last minutes; nothing is known yet';
    const top = known.reduce((a, b) => (b.max > a.max ? b : a));
    return `Curve of the last minutes: most ${count(top.max)} at ${times.toMinute(top.at)}, least ${count(Math.min(...known.map(row => row.min)))}, now ${count(known.at(-1).close)}`;
  }

  #size() {
    return { width: Math.max(50, this.chart.clientWidth), height: Math.max(50, this.chart.clientHeight) };
  }

  #options(kinds, times) {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const size = Math.max(12, parseFloat(style.fontSize) * 1.05);
    const font = `${size}px ${style.fontFamily}`;
    const paths = uPlot.paths.stepped({ align: 1 });
    const axis = { stroke: colour('--soft'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    return {
      ...this.#size(),
      legend: { show: false },
      cursor: { show: false },
      padding: [8, size * 5.5, 0, 0],
      scales: { x: { time: false }, y: { range: (_, __, max) => [0, Math.max(5, Math.ceil((max ?? 0) * 1.15))] } },
      axes: [
        { ...axis, space: size * 4.5, incrs: [60, 120, 300, 600, 900, 1800], values: (_, at) => at.map(s => times.toMinute(s * 1000)), size: size * 2 },
        { ...axis, space: size * 3, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6], values: (_, at) => at.map(count), size: (_, values) => size * (1.5 + .62 * Math.max(1, ...(values ?? []).map(v => v.length))) },
      ],
      bands: [{ series: [2, 1], fill: colour('--soft') + '55' }],
      series: [
        {},
        { stroke: 'transparent', points: { show: false }, paths },
        { stroke: 'transparent', points: { show: false }, paths },
        { stroke: colour('--total'), width: 3, points: { show: false }, paths },
        ...kinds.map(kind => ({ stroke: colour(`--${kind}`), width: 2.5, dash: DASH[kind], points: { show: false }, paths })),
      ],
      hooks: { draw: [plot => { this.#label(plot, colour, size, font); this.#crown(plot, colour, size, font); }] },
    };
  }

  // The curves are named at their ends, beside where they stand, so that no legend has to be matched by colour.
  #label(plot, colour, size, font) {
    const ratio = devicePixelRatio, context = plot.ctx, step = size * 1.15 * ratio;
    const ends = this.#ends.map(([text, ink, series]) => ({ text, ink, value: plot.data[series]?.at(-1) }))
      .filter(end => end.value !== null && end.value !== undefined)
      .map(end => ({ ...end, y: plot.valToPos(end.value, 'y', true) })).sort((a, b) => b.y - a.y);
    let floor = plot.bbox.top + plot.bbox.height;
    context.save();
    context.font = font.replace(/^[\d.]+/, String(size * ratio));
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    for (const end of ends) {
      const y = Math.min(end.y, floor);
      floor = y - step;
      context.fillStyle = colour(end.ink);
      context.fillText(end.text, plot.bbox.left + plot.bbox.width + 8 * ratio, y);
    }
    context.restore();
  }

  // The highest point of the hour is marked with its value: the wall is about peaks.
  #crown(plot, colour, size, font) {
    const [at, most] = [plot.data[0], plot.data[2]], ratio = devicePixelRatio;
    const from = plot.scales.x.min;
    let top = -1;
    most.forEach((value, i) => { if (value > 0 && at[i] >= from && (top < 0 || value > most[top])) top = i; });
    if (top < 0) return;
    const x = plot.valToPos(at[top], 'x', true), y = plot.valToPos(most[top], 'y', true), context = plot.ctx;
    const middle = x < plot.bbox.left + plot.bbox.width / 2;
    context.save();
    context.font = `700 ${font.replace(/^[\d.]+/, String(size * ratio))}`;
    context.fillStyle = colour('--total');
    context.beginPath();
    context.arc(x, y, size * ratio * .28, 0, 2 * Math.PI);
    context.fill();
    context.textAlign = middle ? 'left' : 'right';
    context.textBaseline = 'bottom';
    context.fillText(count(most[top]), x + (middle ? 1 : -1) * size * ratio * .5, y);
    context.restore();
  }
}

/** An hour; less, in whole five minutes, where the hour began with nothing at all. */
function spanOf(rows, now) {
  const first = rows.find(row => row.max === null || row.max > 0);
  const needed = first ? now - first.at + MINUTE : 0;
  return Math.min(HOUR, Math.max(SHORTEST, Math.ceil(needed / (5 * MINUTE)) * 5 * MINUTE));
}
