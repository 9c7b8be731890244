// How old the figures may be before the wall says so, in steps. The age is the server's time less the moment of the figures.
export const LATE = 5_000, STALE = 15_000, DEAD = 60_000;

export function rung(age) {
  return age < LATE ? 'live' : age < STALE ? 'late' : age < DEAD ? 'stale' : 'dead';
}
