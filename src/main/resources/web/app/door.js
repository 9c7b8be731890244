// Asks for a key, and for an account where the key is worth more than one.
import { Credential } from './credential.js';
import { setText } from './text.js';

const $ = id => document.getElementById(id);

export class Door {
  constructor(onOpen) {
    this.onOpen = onOpen;
  }

  async open() {
    $('leave').onclick = () => { Credential.forget(); location.reload(); };
    $('door-form').onsubmit = event => { event.preventDefault(); this.#knock(); };
    const remembered = Credential.remembered();
    if (remembered) this.#enter(remembered);
    else {
      $('door').hidden = false;
      $('key').focus();
    }
  }

  async #knock() {
    const account = new URLSearchParams(location.search).get('account');
    const credential = new Credential({ key: $('key').value.trim(), account: $('account').value.trim() || account });
    setText($('door-problem'), '');
    if (!/^[\x21-\x7e]+$/.test(credential.key)) return this.#problem('A key has no spaces and only plain letters, digits and signs.', 'key');
    try {
      const answer = await credential.get('/v1/levels');
      if (answer.ok) return this.#enter(credential);
      const problem = await answer.json().catch(() => ({}));
      if (answer.status === 400 && !credential.account) return this.#askForAccount();
      if (answer.status === 401) return this.#problem('This key is not known here, or has been revoked.', 'key');
      this.#problem(problem.detail ?? `The server answered ${answer.status}.`, $('account-row').hidden ? 'key' : 'account');
    } catch {
      this.#problem('The server does not answer. Try again in a moment.', 'key');
    }
  }

  #askForAccount() {
    $('account-row').hidden = false;
    $('account').required = true;
    $('account').focus();
  }

  #problem(text, field) {
    setText($('door-problem'), text);
    $(field).focus();
  }

  #enter(credential) {
    credential.remember();
    $('door').hidden = true;
    $('leave').hidden = false;
    this.onOpen(credential);
  }
}
