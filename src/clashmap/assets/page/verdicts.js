// The verdicts: what stands and what falls, as it is written and under what the reader supposes.
// This part is there only where claims are judged, and adds to what some functions of the others do.

// which argument of the attack graph each card is
const { nodes } = map.verdicts;
// by label, as in Python: undecided, in, out
const VERDICTS = ["contested", "stands", "falls"];
const CHOICES = [["As written", "W"], ["Suppose it stands", "S"], ["Suppose it falls", "F"]];
// titles read out, and rows listed, at the most
const [HEARD, LISTED] = [5, 50];

// The grounded labelling when arguments are supposed to be in or out, in time linear in arguments and attacks.
// The graph is whom each argument attacks, and what else is to be fixed with some: the steps of an argument with several.
function labelled(supposed, { targets, steps } = map.verdicts) {
  const labels = new Uint8Array(targets.length);
  const standing = new Uint32Array(targets.length);
  for (const attacked of targets) for (const target of attacked) standing[target] += 1;
  const [accepted, lost] = [[], []];
  const accept = (argument) => {
    labels[argument] = 1;
    accepted.push(argument);
  };
  const reject = (argument) => {
    labels[argument] = 2;
    for (const freed of targets[argument]) if (!(standing[freed] -= 1) && !labels[freed]) accept(freed);
  };
  for (const [node, label] of supposed) {
    for (const part of [node, ...(steps[node] ?? [])]) {
      labels[part] = label;
      (label === 1 ? accepted : lost).push(part);
    }
  }
  standing.forEach((count, argument) => count || labels[argument] || accept(argument));
  lost.forEach(reject);
  // which grows on the way
  for (const argument of accepted) for (const target of targets[argument]) if (!labels[target]) reject(target);
  return labels;
}

const asWritten = labelled([]);
let now = asWritten;

function verdict(index, labels = now) {
  return VERDICTS[labels[nodes[index]]];
}

// What has become of the verdict on a card: nothing, or it is supposed, or it has changed with what is.
function became(index) {
  if (state.supposed.has(nodes[index])) return "supposed";
  return verdict(index) === verdict(index, asWritten) ? "" : "changed";
}

function told(index) {
  const how = { supposed: " (supposed)", changed: ` (as written: ${verdict(index, asWritten)})` };
  return verdict(index) + (how[became(index)] ?? "");
}

const [blank_, read_, written_, tone_, tell_, linkRow_, begin_] = [blank, read, written, tone, tell, linkRow, begin];

// What is supposed is part of the state: labels by argument of the graph. In the address it has the name of its card.
blank = () => ({ ...blank_(), supposed: new Map() });

read = (fragment) => {
  const state = read_(fragment);
  for (const [, name, ids] of fragment.matchAll(/[#&](stands|falls)=([^&]*)/g)) {
    for (const id of ids.split(",")) {
      const index = indexOf.get(decoded(id));
      if (verdict(index)) state.supposed.set(nodes[index], VERDICTS.indexOf(name));
    }
  }
  return state;
};

written = (state) => {
  let text = written_(state);
  for (const label of [1, 2]) {
    const held = [...state.supposed].filter((entry) => entry[1] === label);
    const ids = held.map(([node]) => encodeURIComponent(cards[nodes.indexOf(node)].id));
    if (ids.length) text += `${text ? "&" : "#"}${VERDICTS[label]}=${ids}`;
  }
  return text;
};

tone = () => {
  tone_();
  now = labelled(state.supposed);
  root.classList.toggle("supposing", state.supposed.size > 0);
  for (const card of cards) if (verdict(card.index)) mark(card);
  sum();
};

for (const node of document.querySelectorAll("#outline .verdict")) {
  cards[indexOf.get(node.closest("p").querySelector("a").getAttribute("href").slice(1))].outlined = node;
}

// Shows the verdict on a card in its picture, its name and the outline.
function mark(card) {
  const { index, node } = card;
  const word = verdict(index);
  picture.tone[index] = `${picture.tone[index]} ${word} ${became(index)}`.trim();
  card.spoken ??= node.getAttribute("aria-label");
  // what decides as it is written may not do so now
  const name = card.spoken.replace(/, (stands|falls|contested)(, \w+)?: /, (found) => (state.supposed.size ? `, ${told(index)}: ` : found));
  if (card.name === name) return;
  card.name = name;
  // so that it is dressed anew
  card.closed = undefined;
  if (card.outlined) card.outlined.textContent = told(index);
  if (node.dataset.verdict === word) return;
  node.dataset.verdict = word;
  const shown = [...node.querySelectorAll("[data-part=box], [data-part=verdict]")];
  card.drawn ??= shown;
  const isWritten = word === verdict(index, asWritten);
  shown.forEach((part, at) => part.replaceWith(isWritten ? card.drawn[at] : redrawn(card.drawn[at], word)));
}

// A part of a card as another verdict would have it.
function redrawn(part, word) {
  const made = part.cloneNode(true);
  const disc = made.querySelector("circle");
  if (!disc) {
    made.setAttribute("stroke-dasharray", word === "contested" ? `${6 * u} ${4 * u}` : "none");
    return made;
  }
  const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(disc.getAttribute(name)));
  const ink = disc.getAttribute("stroke");
  made.querySelector("path")?.remove();
  disc.style.fill = word === "stands" ? "var(--text)" : "var(--box)";
  if (word === "falls") disc.after(shape("path", { d: `M${x - r} ${y + r}L${x + r} ${y - r}`, stroke: ink, "stroke-width": 1.2 * u }));
  if (word === "contested") disc.after(shape("path", { d: `M${x} ${y - r}A${r} ${r} 0 0 0 ${x} ${y + r}Z`, fill: ink }));
  const text = made.querySelector("text");
  text.removeAttribute("textLength");
  text.textContent = word;
  return made;
}

// In the panel: the verdict, what may be supposed, and the verdicts on what the links lead to.
tell = (index, doing) => {
  tell_(index, doing);
  const title = evidence.querySelector("h2");
  if (cards[index]?.folded && state.supposed.size) title.after(el("p", {}, "Counted as written, without what is supposed:"));
  if (!verdict(index)) return;
  const chosen = state.supposed.get(nodes[index]) ?? 0;
  const buttons = CHOICES.map(([words, key], label) =>
    button({ title: `${words} (${key})`, "aria-pressed": label === chosen, onclick: () => choose(index, label) }, words));
  const choices = el("div", { class: "choices", role: "group", "aria-label": "Verdict" }, ...buttons);
  title.after(el("p", { class: "verdict" }, told(index)), choices);
};

linkRow = (kind, other, pick) => {
  const row = linkRow_(kind, other, pick);
  if (verdict(other)) row.append(el("small", { class: "verdict" }, told(other)));
  return row;
};

function choose(index, label) {
  const supposed = new Map(state.supposed);
  supposed.delete(nodes[index]);
  if (label) supposed.set(nodes[index], label);
  suppose(supposed, `“${cards[index].title}” is ${["as written", "supposed to stand", "supposed to fall"][label]}`);
}

// Takes over what is supposed, and says what else that changes.
function suppose(supposed, words) {
  const [before, inPanel] = [now, evidence.contains(document.activeElement)];
  update({ supposed });
  if (inPanel) evidence.querySelector("[aria-pressed=true]").focus();
  const changed = cards.filter(({ index }) => verdict(index) !== verdict(index, before) && became(index) !== "supposed");
  const named = changed.slice(0, HEARD).map(({ title, index }) => `“${title}” ${phrase(index)}`);
  if (changed.length > HEARD) named.push(`and ${changed.length - HEARD} more`);
  say(`${words}; ${counted(changed, "verdict")} change${changed.length === 1 ? "s" : ""}${named.length ? ": " : ""}${named.join(", ")}. ${atTop()}`);
}

function phrase(index) {
  return verdict(index) === "contested" ? "is contested" : verdict(index);
}

function counted({ length }, noun) {
  return `${length || "no"} ${noun}${length === 1 ? "" : "s"}`;
}

function atTop() {
  const card = cards[map.resolution];
  return verdict(card?.index) ? `At the top, “${card.title}”: ${told(card.index)}.` : "";
}

// Below the picture, and printed above it: how much is supposed, what that changes, and the way back.
const [total, rows, onTop] = ["summary", "ul", "span"].map((name) => el(name));
const again = button({ onclick: startOver }, "Start over");
const summary = el("div", { class: "summary", lang: "en" }, el("details", {}, total, rows), onTop, again);
document.querySelector("header").after(summary);
// what those who listen are told of the picture
const description = svg.querySelector("desc");
const describedAsWritten = description.textContent;

function sum() {
  const [supposed, changed] = ["supposed", "changed"].map((how) => cards.filter(({ index }) => verdict(index) && became(index) === how));
  const all = [...supposed, ...changed];
  summary.hidden = !state.supposed.size;
  total.textContent = `${counted([...state.supposed], "supposition")}, ${counted(changed, "verdict")} changed`;
  onTop.textContent = atTop();
  description.textContent = summary.hidden ? describedAsWritten : `${total.textContent}. ${onTop.textContent}`;
  rows.replaceChildren(...all.slice(0, LISTED).map(row), all.length > LISTED ? `and ${all.length - LISTED} more` : "");
}

function row({ index, title }) {
  const words = [el("bdi", { lang: root.lang }, title), el("small", {}, told(index))];
  return el("li", { class: became(index) }, button({ onclick: () => pick(index) }, ...words));
}

function startOver() {
  suppose(new Map(), "All is as written");
  stage.focus();
}

// The keyboard.
begin = () => {
  begin_();
  stage.ariaLabel += " S supposes that a claim stands, F that it falls, W takes it as written.";
};

on(document, "keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const card = cards.find(({ node }) => node === event.target) ?? (evidence.contains(event.target) ? cards[state.focus] : undefined);
  const label = CHOICES.findIndex(([, key]) => key === event.key.toUpperCase());
  if (card && label >= 0 && verdict(card.index)) choose(card.index, label);
});
