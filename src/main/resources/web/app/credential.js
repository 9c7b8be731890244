// What opens the wall: a key, kept for this tab only and never put into an address, or the token of a board link.
const KEY = 'tidemark.key', ACCOUNT = 'tidemark.account';

export class Credential {
  constructor({ key = null, board = null, account = null }) {
    Object.assign(this, { key, board, account });
  }

  static ofBoard(token) { return new Credential({ board: token }); }

  static remembered() {
    const key = sessionStorage.getItem(KEY);
    return key ? new Credential({ key, account: sessionStorage.getItem(ACCOUNT) }) : null;
  }

  static forget() {
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem(ACCOUNT);
  }

  remember() {
    sessionStorage.setItem(KEY, this.key);
    if (this.account) sessionStorage.setItem(ACCOUNT, this.account);
  }

  #query(more) {
    const query = new URLSearchParams(more);
    if (this.board) query.set('board', this.board);
    if (this.account) query.set('account', this.account);
    return query;
  }

  get(path, more = {}) {
    const headers = this.key ? { Authorization: `Bearer ${this.key}` } : {};
    return fetch(`${path}?${this.#query(more)}`, { headers, cache: 'no-store', signal: AbortSignal.timeout(8000) });
  }

  socket(path, protocol, more = {}) {
    const url = new URL(`${path}?${this.#query(more)}`, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return new WebSocket(url, this.key ? [protocol, `bearer.${this.key}`] : [protocol]);
  }
}
