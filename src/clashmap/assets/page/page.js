// The page: what happens when something is clicked, typed, folded, searched or gone to.

let state = blank();
let hits = [];
// the card that the keyboard is on
let cursor = -1;
const parts = built({
  open,
  foldAll: () => fold(state.folded.size ? [] : foldable),
  zoom: (factor) => moved(zoomed(factor)),
  whole,
});
filterFields(filtered);
picture.folded = state.folded;
const words = [];

// Takes over a new state and shows it. keep: "push" makes a step for the back button, "replace" does not.
function update(change, keep = "push") {
  const before = state;
  state = { ...state, ...change };
  if (state.focus >= 0 && state.focus !== before.focus) {
    const over = foldsOver(state.focus, state.folded);
    if (over.length) state.folded = new Set([...state.folded].filter((id) => !over.includes(id)));
  }
  picture.folded = state.folded;
  const moves = !picture.made || !same(before.folded, state.folded);
  if (moves) {
    svg.classList.toggle("gliding", !still.matches && front.children.length < 300 && picture.made !== null);
    arrange(state.folded);
    if (cursor >= 0 && picture.hidden[cursor]) setCursor(standsFor(cursor));
  }
  hits = found(state.find);
  tone();
  tell(state.focus, { pick, fold: toggleFold, folded: state.folded, close: () => leave() });
  drawFocus(state.focus, -1);
  count.textContent = state.find ? `${hits.length} found` : "";
  parts.folding.textContent = state.folded.size ? "Open all" : "Fold";
  parts.folding.ariaLabel = parts.folding.title = state.folded.size ? "Open all that is folded" : "Fold all groups";
  parts.folding.hidden = !foldable.length && !state.folded.size;
  document.documentElement.classList.toggle("focused", state.focus >= 0);
  repaint({ changed: true });
  if (keep) record(keep);
  return moves;
}

function record(keep) {
  const address = written(state) || location.href.replace(/#.*/, "");
  if ((written(state) || "") === location.hash && keep === "push") return;
  try {
    history[`${keep}State`](null, "", address);
  } catch {
    // some browsers keep no history of their own for files
    location.hash = written(state);
  }
}

// The nearest card above that shows, else the first that does.
function standsFor(index) {
  let at = index;
  while (at >= 0 && picture.hidden[at]) at = cards[at].up;
  return at >= 0 ? at : cards.findIndex((card) => !picture.hidden[card.index]);
}

// Dims what is not meant: what has nothing to do with the card in hand, what the filter leaves out, what was not found.
function tone() {
  const { focus } = state;
  const filters = FILTERS.some((name) => state[name].size);
  const found = new Set(hits);
  const near = new Set(focus < 0 ? [] : [focus, ...cards[focus].out.map((link) => link.target), ...cards[focus].in.map((link) => link.source)]);
  for (const card of cards) {
    const aside = focus >= 0 ? !near.has(card.index) : (filters && !passes(card)) || (state.find && !found.has(card.index));
    picture.tone[card.index] = aside ? "dim" : state.find && focus < 0 ? "hit" : "";
  }
  svg.classList.toggle("dimmed", focus >= 0 || filters || state.find !== "");
}

function passes(card) {
  const { side, role, tag } = state;
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
  if (keyboard) {
    paint();
    if (!cards[index].node.isConnected) {
      Object.assign(view, to ?? {});
      paint();
    }
    cards[index].node.focus({ preventScroll: true });
  }
}

function leave() {
  const last = state.focus;
  update({ focus: -1 });
  if (last >= 0 && evidence.contains(document.activeElement)) cards[last].node.focus({ preventScroll: true });
}

function setCursor(index) {
  const old = cards[cursor]?.node;
  if (old) old.setAttribute("tabindex", "-1");
  cursor = picture.cursor = index;
  if (index >= 0) cards[index].node.setAttribute("tabindex", "0");
}

let later = 0;

// Moves the view, and keeps it in the address once it has come to rest.
function moved(to, options) {
  go(to, options);
  const at = [Math.round(to.x), Math.round(to.y), Number(to.k.toPrecision(4))];
  state = { ...state, at };
  clearTimeout(later);
  later = setTimeout(() => record("replace"), 300);
}

function whole() {
  go(fitting(picture.made, 1.5 / u));
  state = { ...state, at: null };
  record("replace");
}

function toggleFold(id) {
  const open = state.folded.has(id);
  fold(open ? [...state.folded].filter((other) => other !== id) : [...state.folded, id]);
}

// Folds these cards and groups and no others. What is in hand keeps its place on the screen; else all comes into view.
function fold(ids) {
  const anchor = state.focus >= 0 ? cards[state.focus] : null;
  const before = anchor && [anchor.x, anchor.y];
  update({ folded: new Set(ids), at: null });
  if (state.focus >= 0 && picture.hidden[state.focus]) update({ focus: -1 }, "replace");
  if (anchor && state.focus >= 0) moved({ x: view.x + anchor.x - before[0], y: view.y + anchor.y - before[1], k: view.k }, { at_once: true });
  else whole();
  const number = picture.hidden.reduce((sum, hidden) => sum + (hidden ? 1 : 0), 0);
  say(number ? `${number} claims folded, ${cards.length - number} shown.` : `All ${cards.length} claims shown.`);
}

function filtered() {
  const chosen = new FormData(filterPanel);
  update({ focus: -1, ...Object.fromEntries(FILTERS.map((name) => [name, new Set(chosen.getAll(name))])) });
  const number = picture.tone.filter((tone) => tone !== "dim").length;
  say(`${number} of ${cards.length} claims match.`);
}

function open(panel, on = panel.hidden) {
  for (const [other, opener] of parts.opener) {
    if (other !== panel && on && other !== legend && panel !== legend) other.hidden = true;
    if (other === panel) other.hidden = !on;
    opener.setAttribute("aria-expanded", String(!other.hidden));
  }
  if (!state.at) settle();
  if (on && panel !== legend) (panel.querySelector("a, input, button") ?? panel).focus();
}

// The search field.
search.addEventListener("input", () => {
  update({ find: search.value, focus: -1 }, "replace");
  say(state.find ? `${hits.length} found.` : "");
});
search.addEventListener("keydown", (event) => {
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
filterPanel.addEventListener("submit", (event) => event.preventDefault());

// Pointers: one moves the picture, two stretch it, and one that stays where it is picks.
const pointers = new Map();
let travelled = 0;

stage.addEventListener("pointerdown", (event) => {
  if (event.button > 0) return;
  if (!pointers.size) travelled = 0;
  pointers.set(event.pointerId, event);
  svg.classList.remove("gliding");
});
stage.addEventListener("pointermove", (event) => {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const [before, after] = [span(), (pointers.set(event.pointerId, event), span())];
  travelled += Math.hypot(after.x - before.x, after.y - before.y) + Math.abs(after.size - before.size);
  if (travelled < 5) return;
  if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  stage.classList.add("held");
  const to = after.size && before.size ? zoomed(after.size / before.size, after.x, after.y) : { ...view };
  moved({ x: to.x - (after.x - before.x) / to.k, y: to.y - (after.y - before.y) / to.k, k: to.k }, { at_once: true });
});
for (const name of ["pointerup", "pointercancel"]) {
  stage.addEventListener(name, (event) => {
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
  return { x, y, size: all.length > 1 ? Math.hypot(all[0].clientX - all[1].clientX, all[0].clientY - all[1].clientY) : 0 };
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

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  svg.classList.remove("gliding");
  const unit = event.deltaMode === 1 ? 30 : event.deltaMode === 2 ? 400 : 1;
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    const by = event.deltaX || event.deltaY;
    moved({ ...view, x: view.x + (by * unit) / view.k }, { at_once: true });
  } else moved(zoomed(Math.exp((-event.deltaY * unit) / (event.ctrlKey ? 100 : 500)), event.clientX, event.clientY), { at_once: true });
}, { passive: false });

// The keyboard.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.("input, textarea, select");
  if (event.key === "Escape") return escape();
  if (typing) return;
  const card = cards.find((card) => card.node === event.target);
  if (event.key === "/") search.focus();
  else if (event.key === "+" || event.key === "=") moved(zoomed(1.4));
  else if (event.key === "-") moved(zoomed(1 / 1.4));
  else if (event.key === "0") whole();
  else if (event.key in ARROWS && card && !event.shiftKey) step(card, event.key);
  else if (event.key in ARROWS && stage.contains(event.target)) pan(...ARROWS[event.key]);
  else if (card && event.key === "Enter") pick(card.index);
  else if (card && event.key === " ") card.below && toggleFold(card.id);
  else if (card && event.key === "Home") walk(0, 1);
  else if (card && event.key === "End") walk(cards.length - 1, -1);
  else return;
  event.preventDefault();
});

function escape() {
  const opened = [filterPanel, outlinePanel].find((panel) => !panel.hidden);
  if (state.focus >= 0) leave();
  else if (opened) {
    open(opened, false);
    parts.opener.get(opened).focus();
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

stage.addEventListener("focusin", (event) => {
  const card = cards.find((card) => card.node === event.target);
  if (card && card.index !== cursor) setCursor(card.index);
  drawFocus(state.focus, card && event.target.matches(":focus-visible") ? card.index : -1);
});
stage.addEventListener("focusout", () => drawFocus(state.focus, -1));

// Addresses.
function arrive() {
  const asked = read(location.hash);
  search.value = asked.find;
  for (const box of filterPanel.querySelectorAll("input")) box.checked = asked[box.name].has(box.value);
  update(asked, "");
  if (asked.focus >= 0) setCursor(asked.focus);
  settle();
}

// Puts the view where the state says, or where the whole or the card in hand can be seen.
function settle() {
  const [x, y, k] = state.at ?? [];
  const { made } = picture;
  go(state.at ? { x, y, k } : fitting(made, 1.5 / u), { at_once: true });
  if (state.focus >= 0 && !state.at) go(showing(state.focus) ?? view, { at_once: true });
}

window.addEventListener("popstate", arrive);
window.addEventListener("hashchange", () => location.hash !== written(state) && arrive());
outlinePanel.addEventListener("click", (event) => {
  const index = indexOf.get(decoded((event.target.closest("a")?.getAttribute("href") ?? "").slice(1)));
  if (!(index >= 0)) return;
  event.preventDefault();
  pick(index);
});
new ResizeObserver(() => {
  area = stage.getBoundingClientRect();
  settle();
}).observe(stage);
window.addEventListener("beforeprint", holdAll);
window.addEventListener("afterprint", () => repaint());

// Begin. If anything fails, the page stays what it is without scripts.
function begin() {
  outlinePanel.hidden = true;
  legend.hidden = innerWidth < 900;
  parts.opener.get(legend).setAttribute("aria-expanded", String(!legend.hidden));
  parts.opener.get(outlinePanel).setAttribute("aria-expanded", "false");
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", "Argument map. Left and right arrow go from claim to claim, up to what a claim answers, down to its answers; Enter tells more, space folds.");
  stage.setAttribute("tabindex", "0");
  area = stage.getBoundingClientRect();
  arrive();
  if (cursor < 0) setCursor(map.resolution >= 0 ? map.resolution : cards.length ? 0 : -1);
  paint();
  document.documentElement.classList.add("ready");
}

begin();
