// The page: what happens when something is clicked, typed, folded, searched or gone to.

let state = blank();
let hits = [];
// the card that the keyboard is on
let cursor = -1;
const [search, filterPanel, outlinePanel, legend] = ["search", "filter", "outline", "legend"].map((id) => document.getElementById(id));
const [count, folding] = [".count", ".folding"].map((name) => document.querySelector(name));
const openers = new Map();
for (const opener of document.querySelectorAll("[aria-controls]")) {
  const panel = document.getElementById(opener.getAttribute("aria-controls"));
  openers.set(panel, opener);
  on(opener, "click", () => open(panel));
}
on(folding, "click", () => fold(state.folded.size ? [] : foldable));
for (const control of document.querySelectorAll("[data-zoom]")) {
  const factor = Number(control.dataset.zoom);
  on(control, "click", () => (factor ? moved(zoomed(factor)) : whole()));
}
const words = [];

// Takes over a new state and shows it. keep: "push" makes a step for the back button, "replace" does not.
function update(change, keep = "push") {
  const before = state;
  state = { ...state, ...change };
  if (state.focus >= 0 && state.focus !== before.focus) {
    const over = foldsOver(state.focus, state.folded);
    if (over.length) state.folded = new Set([...state.folded].filter((id) => !over.includes(id)));
  }
  if (!picture.made || !same(picture.folded, state.folded)) {
    arrange(state.folded);
    if (cursor >= 0 && picture.hidden[cursor]) setCursor(standsFor(cursor));
  }
  hits = found(state.find);
  tone();
  tell(state.focus, { pick, fold: toggleFold, folded: state.folded, close: leave });
  measure();
  drawFocus(state.focus, -1);
  folding.textContent = state.folded.size ? "Open all" : "Fold all";
  folding.hidden = !foldable.length && !state.folded.size;
  repaint({ changed: true });
  if (keep) record(keep);
}

function record(keep) {
  const address = written(state) || location.href.replace(/#.*/, "");
  if ((written(state) || "") === location.hash && keep === "push") return;
  history[`${keep}State`](null, "", address);
}

// The nearest card above that shows, else the first that does.
function standsFor(index) {
  let at = index;
  while (at >= 0 && picture.hidden[at]) at = cards[at].up;
  return at >= 0 ? at : cards.findIndex((card) => !picture.hidden[card.index]);
}

// Dims what has nothing to do with the card in hand, what the filter leaves out, and what was not found.
function tone() {
  const { focus } = state;
  const filters = FILTERS.some((name) => state[name].size);
  const found = new Set(hits);
  const wanted = state.find || !filters ? hits : cards.filter((card) => passes(card)).map((card) => card.index);
  const away = wanted.filter((index) => picture.hidden[index]);
  const number = state.find ? `${hits.length} found` : filters ? `${wanted.length} match` : "";
  count.textContent = filters && !wanted.length ? "nothing matches" : number + (away.length ? `, ${away.length} folded` : "");
  picture.holds = new Set(away.flatMap((index) => foldsOver(index, picture.folded)));
  for (const pill of over.querySelectorAll(".pill")) pill.classList.toggle("hit", picture.holds.has(pill.dataset.fold));
  const near = new Set(focus < 0 ? [] : [focus, ...cards[focus].out.map((link) => link.target), ...cards[focus].in.map((link) => link.source)]);
  for (const card of cards) {
    const aside = focus >= 0 ? !near.has(card.index) : (filters && !passes(card)) || (state.find && !found.has(card.index));
    picture.tone[card.index] = aside ? "dim" : state.find && focus < 0 ? "hit" : "";
  }
  svg.classList.toggle("dimmed", focus >= 0 || filters || state.find !== "");
}

function passes(card, { side, role, tag } = state) {
  if (side.size && !side.has(map.sides[card.side]?.[0])) return false;
  if (role.size && !role.has(card.role)) return false;
  return !tag.size || card.tags.some((name) => tag.has(name));
}

function found(query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  if (!words.length) for (const card of cards) words.push(plain(`${card.title} ${card.text ?? ""}`));
  return cards.filter((card) => wanted.every((word) => words[card.index].includes(word)) && passes(card)).map((card) => card.index);
}

// Goes to a card: opens what hides it, shows it and its panel, and puts the keyboard on it.
function pick(index, { keyboard = true } = {}) {
  update({ focus: index });
  setCursor(index);
  reveal(index, { keyboard });
  say(`${cards[index].title}. ${cards[index].out.length + cards[index].in.length} links.`);
}

function reveal(index, { keyboard = true } = {}) {
  const to = showing(index);
  if (to) moved(to);
  if (!keyboard) return;
  // what is out of sight cannot be focused
  paint();
  cards[index].node.focus({ preventScroll: true });
}

function leave() {
  const last = state.focus;
  const inPanel = evidence.contains(document.activeElement);
  update({ focus: -1 });
  if (inPanel) cards[last].node.focus({ preventScroll: true });
}

function setCursor(index) {
  const old = cards[cursor]?.node;
  if (old) old.tabIndex = -1;
  cursor = index;
  if (index >= 0) cards[index].node.tabIndex = 0;
}

let later = 0;

// Where the window of the picture is now; what is in it keeps its place on the screen.
function measure() {
  const { left, top, width, height } = area;
  area = stage.getBoundingClientRect();
  view.x += (area.left - left + (area.width - width) / 2) / view.k;
  view.y += (area.top - top + (area.height - height) / 2) / view.k;
}

function go(to) {
  Object.assign(view, to);
  repaint();
}

// Moves the view, and keeps it in the address once it has come to rest.
function moved(to) {
  go(to);
  state = { ...state, at: [round(to.x), round(to.y), Number(to.k.toPrecision(4))] };
  clearTimeout(later);
  later = setTimeout(() => record("replace"), 300);
}

function whole() {
  moved(fitting(picture.made));
}

function toggleFold(id) {
  const index = indexOf.get(id);
  const anchor = index >= 0 ? index : groups[-1 - index].head;
  fold(state.folded.has(id) ? [...state.folded].filter((other) => other !== id) : [...state.folded, id], anchor);
}

// Folds these and no others. What is in hand, or was folded, keeps its place, unless the whole was in sight.
function fold(ids, anchor = -1) {
  const held = cards[state.focus] ?? (view.k > fitting(picture.made).k * 1.02 ? cards[anchor] : undefined);
  const [x, y] = [held?.x, held?.y];
  update({ folded: new Set(ids), at: null });
  if (state.focus >= 0 && picture.hidden[state.focus]) update({ focus: -1 }, "replace");
  if (held && !picture.hidden[held.index]) moved({ x: view.x + held.x - x, y: view.y + held.y - y, k: view.k });
  else go(opening());
  const number = picture.hidden.reduce((sum, hidden) => sum + (hidden ? 1 : 0), 0);
  say(number ? `${number} claims folded, ${cards.length - number} shown.` : `All ${cards.length} claims shown.`);
}

function filtered() {
  const chosen = new FormData(filterPanel);
  update({ focus: -1, ...Object.fromEntries(FILTERS.map((name) => [name, new Set(chosen.getAll(name))])) });
  tally();
  say(`${cards.filter((card) => passes(card)).length || "None"} of ${cards.length} claims match.`);
}

// Beside each box, how many it would leave of what the other boxes leave.
function tally() {
  for (const box of filterPanel.querySelectorAll("input")) {
    const only = { ...state, [box.name]: new Set([box.value]) };
    box.parentNode.lastElementChild.textContent = cards.filter((card) => passes(card, only)).length;
  }
}

function open(panel, shown = panel.hidden) {
  for (const [other, opener] of openers) {
    if (other !== panel && shown && other !== legend && panel !== legend) other.hidden = true;
    if (other === panel) other.hidden = !shown;
    opener.ariaExpanded = !other.hidden;
  }
  measure();
  settle();
  if (shown && panel !== legend) (panel.querySelector("a, input, button") ?? panel).focus();
}

// The search field.
on(search, "input", () => {
  update({ find: search.value, focus: -1 }, "replace");
  say(state.find ? `${hits.length} found.` : "");
});
on(search, "keydown", (event) => {
  if (event.key === "Escape" && state.find) {
    search.value = "";
    update({ find: "", focus: -1 }, "replace");
    event.stopPropagation();
  }
  if (event.key !== "Enter" || !hits.length) return;
  event.preventDefault();
  const step = event.shiftKey ? -1 : 1;
  const at = hits.indexOf(state.focus);
  const next = at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
  pick(hits[next], { keyboard: false });
  count.textContent = `${next + 1} of ${hits.length}`;
  say(`${next + 1} of ${hits.length}: ${cards[hits[next]].title}`);
});
on(filterPanel, "submit", (event) => event.preventDefault());
on(filterPanel, "change", filtered);
on(filterPanel, "reset", () => setTimeout(filtered));

// Pointers: one moves the picture, two stretch it, and one that stays where it is picks.
const pointers = new Map();
let travelled = 0;

on(stage, "pointerdown", (event) => {
  if (event.button > 0) return;
  if (!pointers.size) travelled = 0;
  pointers.set(event.pointerId, event);
});
on(stage, "pointermove", (event) => {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const [before, after] = [span(), (pointers.set(event.pointerId, event), span())];
  travelled += hypot(after.x - before.x, after.y - before.y) + abs(after.size - before.size);
  if (travelled < 5) return;
  if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  stage.classList.add("held");
  const to = after.size && before.size ? zoomed(after.size / before.size, after.x, after.y) : { ...view };
  moved({ x: to.x - (after.x - before.x) / to.k, y: to.y - (after.y - before.y) / to.k, k: to.k });
});
for (const name of ["pointerup", "pointercancel"]) {
  on(stage, name, (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    stage.classList.remove("held");
    if (name === "pointerup" && travelled < 5) clicked(event);
  });
}

// Middle and width of what the pointers hold.
function span() {
  const all = [...pointers.values()];
  const x = all.reduce((sum, pointer) => sum + pointer.clientX, 0) / all.length;
  const y = all.reduce((sum, pointer) => sum + pointer.clientY, 0) / all.length;
  return { x, y, size: all.length > 1 ? hypot(all[0].clientX - all[1].clientX, all[0].clientY - all[1].clientY) : 0 };
}

function clicked(event) {
  if (event.target.closest("a")) return;
  const folds = event.target.closest("[data-fold]");
  if (folds) {
    toggleFold(folds.dataset.fold);
    return;
  }
  const mark = event.target.closest("[data-mark]");
  const index = mark ? Number(mark.dataset.mark) : cardAt(event.clientX, event.clientY);
  if (index >= 0) pick(index);
  else if (state.focus >= 0) leave();
}

on(stage, "wheel", (event) => {
  event.preventDefault();
  if (event.shiftKey || abs(event.deltaX) > abs(event.deltaY)) {
    const by = event.deltaX || event.deltaY;
    moved({ ...view, x: view.x + by / view.k });
  } else moved(zoomed(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 500)), event.clientX, event.clientY));
}, { passive: false });

// The keyboard.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

on(document, "keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, target } = event;
  if (key === "Escape") return escape();
  if (target.matches?.("input")) return;
  const card = cards.find((card) => card.node === target);
  if (key === "/") search.focus();
  else if (key === "+" || key === "=") moved(zoomed(1.4));
  else if (key === "-") moved(zoomed(1 / 1.4));
  else if (key === "0") whole();
  else if (key in ARROWS && card && !event.shiftKey) step(card, key);
  else if (key in ARROWS && stage.contains(target)) pan(...ARROWS[key]);
  else if (card && key === "Enter") pick(card.index);
  else if (card && key === " ") card.below && toggleFold(card.id);
  else if (card && key === "Home") walk(0, 1);
  else if (card && key === "End") walk(cards.length - 1, -1);
  else return;
  event.preventDefault();
});

function escape() {
  const opened = [filterPanel, outlinePanel].find((panel) => !panel.hidden);
  if (state.focus >= 0) leave();
  else if (opened) {
    open(opened, false);
    openers.get(opened).focus();
  }
}

function pan(dx, dy) {
  moved({ ...view, x: view.x + (dx * 120) / view.k, y: view.y + (dy * 120) / view.k });
}

// Left and right go on in reading order, up to what a card answers, down to the first of its answers.
function step(card, key) {
  if (key === "ArrowUp" && card.up >= 0) walk(card.up, -1);
  else if (key === "ArrowDown" && card.down.length) walk(card.down[0], 1);
  else if (key === "ArrowLeft") walk(card.index - 1, -1);
  else if (key === "ArrowRight") walk(card.index + 1, 1);
}

function walk(from, by) {
  let at = from;
  while (cards[at] && picture.hidden[at]) at += by;
  if (!cards[at]) return;
  setCursor(at);
  reveal(at);
}

on(stage, "focusin", (event) => {
  const card = cards.find((card) => card.node === event.target);
  if (card && card.index !== cursor) setCursor(card.index);
  drawFocus(state.focus, card && event.target.matches(":focus-visible") ? card.index : -1);
});
on(stage, "focusout", () => drawFocus(state.focus, -1));

// Addresses.
function arrive() {
  const asked = read(location.hash);
  search.value = asked.find;
  for (const box of filterPanel.querySelectorAll("input")) box.checked = asked[box.name].has(box.value);
  update(asked, "");
  tally();
  if (asked.focus >= 0) setCursor(asked.focus);
  Object.assign(view, asked.at ? { x: asked.at[0], y: asked.at[1], k: asked.at[2] } : opening());
  settle();
}

// Where nobody has moved the view, shows the card in hand, or what is to be seen first.
function settle() {
  if (state.at) repaint();
  else if (state.focus >= 0) go(showing(state.focus) ?? view);
  else go(opening());
}

on(window, "popstate", arrive);
on(window, "hashchange", () => location.hash !== written(state) && arrive());
on(outlinePanel, "click", (event) => {
  const link = event.target.closest("[href^='#']");
  if (!link) return;
  event.preventDefault();
  const id = decoded(link.hash.slice(1));
  const index = indexOf.get(id);
  if (index >= 0) pick(index);
  else document.getElementById(id).scrollIntoView();
});
new ResizeObserver(() => {
  measure();
  settle();
}).observe(stage);
on(window, "beforeprint", holdAll);
on(window, "afterprint", () => {
  svg.removeAttribute("viewBox");
  repaint();
});

// Begin. If anything fails, the page stays what it is without scripts.
function begin() {
  for (const { node } of cards) node.tabIndex = -1;
  legend.hidden = innerWidth < 900;
  openers.get(legend).ariaExpanded = !legend.hidden;
  stage.role = "application";
  stage.ariaLabel = "Argument map. Left and right arrow go from claim to claim, up to what a claim answers, down to its answers; Enter tells more, space folds.";
  stage.tabIndex = 0;
  outlinePanel.hidden = true;
  measure();
  arrive();
  if (cursor < 0) setCursor(map.resolution >= 0 ? map.resolution : cards.length ? 0 : -1);
  paint();
  svg.removeAttribute("viewBox");
  root.classList.add("ready");
}

begin();
