"use strict";
// The map as the page knows it: its cards with their links, and the tree by which they fold.

const { abs, hypot, max, min, round } = Math;
const map = JSON.parse(document.getElementById("data").textContent);
// All lengths are px of the drawing; u of the sheet are in one of them.
const { cards, groups, links, scale: u } = map;
// a telephone, which is read downwards
const narrow = innerWidth < 720;

const KINDS = {
  premise: { sign: "+", does: "Is a premise of", suffers: "Built on" },
  support: { sign: "+", does: "Supports", suffers: "Supported by" },
  attack: { sign: "−", does: "Attacks", suffers: "Attacked by" },
  undercut: { sign: "?", does: "Undercuts the step of", suffers: "Undercut by" },
  contradiction: { sign: "≠", does: "Contradicts", suffers: "Contradicts" },
};

const indexOf = new Map();
cards.forEach((card, index) => {
  Object.assign(card, { index, out: [], in: [], down: [], up: card.up ?? -1, tags: card.tags ?? [], cites: card.cites ?? [], shown: card.shown ?? [] });
  [card.x, card.y, card.w, card.h] = card.box;
  // how many hang under it, however deep
  card.below = 0;
  indexOf.set(card.id, index);
});
groups.forEach((group, index) => {
  Object.assign(group, { index, own: [], inner: [] });
  indexOf.set(group.id, -1 - index);
});
cards.forEach((card) => groups[card.group].own.push(card.index));
groups.forEach((group) => group.outer >= 0 && groups[group.outer].inner.push(group));
const links_ = links.map(([kind, source, target], index) => ({ kind, source, target, index, chip: false }));
for (const index of map.chips) links_[index].chip = true;
for (const link of links_) {
  cards[link.source].out.push(link);
  cards[link.target].in.push(link);
}
for (const card of cards) {
  if (card.up < 0) continue;
  cards[card.up].down.push(card.index);
  card.hang = card.out.find((link) => link.target === card.up);
}

// Everything from the roots down, each before what hangs under it.
const fromTop = cards.filter((card) => card.up < 0).map((card) => card.index);
for (const index of fromTop) fromTop.push(...cards[index].down);
for (const index of [...fromTop].reverse()) {
  const { up, below } = cards[index];
  if (up >= 0) cards[up].below += below + 1;
}

// All cards of a group and of the groups inside it.
function members(group) {
  return [...group.own, ...group.inner.flatMap(members)];
}

// The resolution stands over the groups, and is folded with none.
const lone = groups.length > 1 ? map.resolution : -1;
for (const group of groups) {
  const all = members(group).filter((index) => index !== lone);
  group.size = all.length;
  if (!all.includes(group.head)) group.head = all[0];
}

// Which cards are hidden when these cards and groups (by id) are folded to their heads.
function hiddenBy(folded) {
  const hidden = new Uint8Array(cards.length);
  // by group, the outermost folded one that it is in
  const kept = [];
  for (const group of groups) {
    kept.push((group.index && kept[group.outer]) || (group.index && folded.has(group.id) ? group : null));
  }
  for (const index of fromTop) {
    const card = cards[index];
    const group = kept[card.group];
    const above = card.up >= 0 && (hidden[card.up] === 1 || (folded.has(cards[card.up].id) && !hidden[card.up]));
    // 1 passes on to what hangs under it, 2 does not; the head of a folded group stays, for it says what is folded
    if (group?.head === index || index === lone) continue;
    if (above) hidden[index] = 1;
    else if (group) hidden[index] = 2;
  }
  return hidden;
}

// What has to be unfolded so that a card shows.
function foldsOver(index, folded) {
  const found = [];
  for (let at = cards[index].up; at >= 0; at = cards[at].up) if (folded.has(cards[at].id)) found.push(cards[at].id);
  for (let at = cards[index].group; at > 0; at = groups[at].outer) {
    if (folded.has(groups[at].id) && groups[at].head !== index) found.push(groups[at].id);
  }
  return found;
}

// Text as it is searched: without case and accents.
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
