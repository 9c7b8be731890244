// Where the page begins: a board link opens the wall, else a key does.
import { Credential } from './credential.js';
import { Door } from './door.js';
import { Wall } from './wall.js';

const options = new URLSearchParams(location.search);
if (['dark', 'light'].includes(options.get('theme'))) document.documentElement.dataset.theme = options.get('theme');
if (options.get('tv') === '1') {
  document.body.dataset.tv = '';
  if (!options.has('theme')) document.documentElement.dataset.theme = 'dark';
}

const board = location.pathname.match(/^\/b\/([^/]+)\/?$/)?.[1];
if (board) new Wall(Credential.ofBoard(decodeURIComponent(board))).open();
else new Door(credential => new Wall(credential).open()).open();
