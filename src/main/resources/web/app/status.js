// Says how fresh the wall is, and why it is not. A wall that stands still must never look alive.
import { span } from './format.js';
import { rung } from './ladder.js';
import { setText } from './text.js';

const DOTS = { connecting: '○', live: '●', late: '◐', stale: '⚠', dead: '✖', paused: '❚❚' };
const $ = id => document.getElementById(id);

/** How it stands: the rung, its words, and the banner if it needs one. */
export function judge({ model, clock, link, times, paused }) {
  if (!model.known)
    return link.refusal ? { rung: 'dead', words: 'Not shown', head: 'This wallboard cannot be shown.', text: link.refusal }
      : link.retryAt && link.state !== 'open' ? { rung: 'connecting', words: 'Connecting…', head: 'The server does not answer.', text: retry(link) }
      : { rung: 'connecting', words: 'Connecting…' };
  const age = Math.max(0, clock.now() - model.asOf), step = rung(age), since = times.toSecond(model.asOf);
  if (link.refusal)
    return { rung: 'dead', words: `Ended at ${since}`, head: `NO DATA since ${since}.`, text: link.refusal };
  const why = link.state === 'open' && clock.silence() < 5000
    ? 'The server answers, but its figures stand still: it cannot reach its store, or a part of it is being taken over.'
    : `The connection to the server is lost. ${retry(link)}`;
  if (step === 'dead') return { rung: step, words: `No data since ${since}`, head: `NO DATA since ${since} (${times.zone}).`, text: why };
  if (step === 'stale') return { rung: step, words: `Updated ${span(age)} ago`, head: `No news for ${span(age)}.`, text: why };
  if (paused) return { rung: 'paused', words: `Paused at ${times.toSecond(paused)}` };
  return step === 'late' ? { rung: step, words: `Updated ${span(age)} ago` } : { rung: step, words: 'Live' };
}

export function show(verdict) {
  document.body.dataset.rung = verdict.rung;
  setText($('dot'), DOTS[verdict.rung]);
  setText($('state'), verdict.words);
  $('banner').hidden = !verdict.head;
  setText($('banner-head'), verdict.head ?? '');
  setText($('banner-text'), verdict.text ?? '');
}

function retry(link) {
  if (link.state === 'connecting' || link.state === 'open') return 'Trying again now.';
  return `Trying again in ${span(Math.max(0, link.retryAt - performance.now()))}.`;
}
