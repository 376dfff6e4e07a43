// SPDX-License-Identifier: MIT
// Numbers that a seed decides (mulberry32), and choices made by them.
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  const chance = (probability) => next() < probability;
  const some = (most, make) => Array.from({ length: below(most + 1) }, make);
  return { below, pick, chance, some };
}

// Takes characters out, puts some in, repeats some, changes their case.
export function mutate(text, { below, pick, chance }, alphabet) {
  let mutated = text;
  for (let times = below(3); times >= 0; --times) {
    const at = below(mutated.length + 1);
    const [before, after] = [mutated.slice(0, at), mutated.slice(at)];
    if (chance(0.3)) mutated = before + after.slice(1 + below(4));
    else if (chance(0.5)) mutated = before + pick(alphabet) + after;
    else if (chance(0.5)) mutated = before + after.slice(0, below(30)) + after;
    else mutated = before + after.slice(0, 6).toUpperCase() + after.slice(6);
  }
  return mutated;
}
