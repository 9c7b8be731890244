// Names come from strangers: they are text, never markup, and what could hide or turn round what is read is made visible.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\ud800-\udfff]|[\u{e0000}-\u{e0fff}]/gu;
const LONGEST = 200;

export function visible(name) {
  const text = String(name);
  const shown = text.replace(UNSEEN, c => `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
  return shown.length > LONGEST ? shown.slice(0, LONGEST) + '…' : shown;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A new element with a class and text. */
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** An element for a stranger's name: its direction of writing stays inside. */
export function name(text, className) {
  const element = make('bdi', className, visible(text));
  element.title = element.textContent;
  return element;
}
