// What stands on the wall, drawn from the model. Every text goes through textContent.
import { count, span } from './format.js';
import { KINDS, METRICS } from './model.js';
import { make, name, setText } from './text.js';

const SHOWN_EVENTS = 8, SHOWN_SOURCES = 6, SILENT = 60_000;
const KIND_NAMES = { meeting: 'Meeting', webinar: 'Webinar', call: 'Call', live: 'Live', vod: 'VOD' };

export function drawTiles(root, model, times) {
  const tiles = [...root.querySelectorAll('.tile')];
  const longest = Math.max(...tiles.map(tile => count(model.level('total', tile.dataset.metric).now).length));
  for (const tile of tiles) {
    const { now, today } = model.level('total', tile.dataset.metric);
    const value = tile.querySelector('.value');
    setText(value, count(now));
    value.style.setProperty('--chars', String(Math.max(5, longest + 1)));
    const peak = tile.querySelector('.peak');
    const key = `${today.peak} ${today.at} ${today.bound} ${times.zone}`;
    if (peak.dataset.key === key) continue;
    peak.dataset.key = key;
    const sign = today.bound === 'atLeast' ? '≥ ' : '';
    peak.replaceChildren(make('span', '', 'peak today '), make('b', '', sign + count(today.peak)));
    if (sign) peak.title = 'A lower bound: something of today is not known yet';
    else peak.removeAttribute('title');
    if (!today.at) continue;
    const at = make('time', 'at', ` at ${times.toSecond(Date.parse(today.at))}`);
    at.dateTime = today.at;
    at.title = times.inFull(Date.parse(today.at));
    peak.append(at);
  }
}

export function drawKinds(body, model) {
  if (!body.rows.length)
    for (const kind of KINDS) {
      const row = body.insertRow();
      row.dataset.kind = kind;
      row.append(Object.assign(make('th', '', KIND_NAMES[kind]), { scope: 'row' }));
      for (const _ of METRICS) row.insertCell();
    }
  KINDS.forEach((kind, i) => METRICS.forEach((metric, m) => {
    const cell = body.rows[i].cells[m + 1], now = model.level(kind, metric).now;
    setText(cell, kind === 'vod' && metric === 'events' ? '–' : count(now));
    cell.classList.toggle('zero', now === 0);
  }));
}

export function drawEvents(section, model) {
  const lines = model.events.slice(0, SHOWN_EVENTS).map(event => {
    const line = make('li');
    line.append(name(event.title || event.event, 'what'), make('span', 'kind', event.kind), make('span', 'how', count(event.connections)));
    return line;
  });
  fill(section, 'ol', lines);
}

export function drawSources(section, model, now) {
  const sources = [...model.sources].sort((a, b) => Date.parse(b.lastHeard) - Date.parse(a.lastHeard));
  const lines = sources.slice(0, SHOWN_SOURCES).map(source => {
    const silence = now - Date.parse(source.lastHeard), isSilent = silence > SILENT;
    const how = source.state === 'lapsed' ? `⚠ lapsed ${span(silence)}` : isSilent ? `⚠ silent ${span(silence)}`
      : source.state === 'catchingUp' ? 'catching up' : silence < 5000 ? 'just now' : `${span(silence)} ago`;
    const line = make('li', source.state === 'lapsed' ? 'lapsed' : isSilent ? 'silent' : '');
    line.append(name(source.name, 'what'), make('span', 'how', how));
    return line;
  });
  if (sources.length > SHOWN_SOURCES) lines.push(make('li', 'kind', `and ${sources.length - SHOWN_SOURCES} more`));
  fill(section, 'ul', lines);
}

function fill(section, list, lines) {
  section.querySelector(list).replaceChildren(...lines);
  section.querySelector(list).hidden = lines.length === 0;
  section.querySelector('.none').hidden = lines.length > 0;
}
