// What is told beside the picture: the panel of the card in hand.
// Every word of the map gets into the page as a text node, never as markup.

function el(name, attributes, ...children) {
  return given(document.createElement(name), attributes, children);
}

// A new element with its attributes, what listens to it, and what is in it, but for what is not there.
function given(made, attributes, children) {
  for (const key in attributes) {
    if (key.startsWith("on")) on(made, key.slice(2), attributes[key]);
    else made.setAttribute(key, attributes[key]);
  }
  made.append(...children.filter(Boolean));
  return made;
}

function on(target, event, react, options) {
  target.addEventListener(event, react, options);
}

function button(attributes, ...children) {
  return el("button", { type: "button", ...attributes }, ...children);
}

function say(words) {
  document.querySelector(".said").textContent = words;
}

// The panel of the card in hand.
const evidence = document.querySelector(".evidence");

function tell(index, { pick, fold, folded, close }) {
  evidence.hidden = index < 0;
  evidence.replaceChildren();
  if (index < 0) return;
  const card = cards[index];
  const own = { dir: "auto", lang: root.lang };
  const closed = folded.has(card.id);
  evidence.append(
    el("div", { class: "top" },
      el("p", { class: `about ${sideOf(card)}` }, card.about),
      button({ class: "close", "aria-label": "Close", title: "Close", onclick: close }, "×"),
    ),
    el("h2", { ...own, tabindex: "-1" }, card.title),
  );
  if (card.href) evidence.append(el("p", {}, el("a", { href: card.href }, card.folded ? "Open the map of this group" : "Open its page")));
  if (card.text) evidence.append(el("p", own, card.text));
  for (const [premises, rules, conclusion] of card.step ?? []) {
    const rows = premises.map((premise) => el("li", own, premise));
    evidence.append(el("ol", { class: "step" }, ...rows), el("p", own, el("b", {}, `Therefore${rules ? ` (${rules})` : ""}: `), conclusion));
  }
  if (card.tags.length) evidence.append(el("p", { class: "tags", dir: "auto" }, card.tags.map((tag) => `#${tag}`).join("  ")));
  const shown = card.shown.map(copied);
  if (card.cites.length) shown.unshift(el("ul", { class: "cites" }, ...card.cites.map(cited)));
  if (shown.length) evidence.append(el("h3", {}, "Evidence"), ...shown);
  const rows = new Map();
  const add = (word, kind, other) => {
    if (!rows.has(word)) rows.set(word, []);
    rows.get(word).push([kind, other]);
  };
  for (const { kind, target } of card.out) add(KINDS[kind].does, kind, target);
  for (const { kind, source } of card.in) if (source !== index) add(KINDS[kind].suffers, kind, source);
  for (const [kind, isOut, named] of card.away ?? []) add(KINDS[kind][isOut ? "does" : "suffers"], kind, named);
  for (const [word, ends] of rows) {
    const entries = ends.map(([kind, other]) => el("li", {}, linkRow(kind, other, pick)));
    evidence.append(el("h3", {}, word), el("ul", { class: "links" }, ...entries));
  }
  if (card.below) {
    const label = closed ? `Open the ${card.below} under it` : `Fold the ${card.below} under it`;
    evidence.append(button({ class: "fold", onclick: () => fold(card.id) }, label));
  }
}

// What is at the other end of a link: a card to go to, or words where that is not in this picture.
function linkRow(kind, other, pick) {
  const card = cards[other] ?? { title: other };
  const sign = el("span", { class: `sign ${kind}`, "aria-hidden": "true" }, KINDS[kind].sign);
  const name = card.side === undefined ? "" : el("small", { class: sideOf(card) }, map.sides[card.side][1]);
  const words = [sign, el("bdi", { lang: root.lang }, card.title), name];
  return cards[other] ? button({ onclick: () => pick(other) }, ...words) : el("span", { class: "away" }, ...words);
}

function sideOf({ side }) {
  return side === undefined ? "" : `side${side % map.palette}`;
}

// A source, where in it, and the passages there if the page holds them.
function cited([source, where, ...passages]) {
  const told = passages.map(([place, ...pieces]) => el("blockquote", {}, el("cite", {}, place), ...pieces.flatMap((id) => [" ", copied(id)])));
  return el("li", { dir: "auto", lang: root.lang }, copied(source), el("span", { class: "where" }, where), ...told);
}

// What the outline tells once, however many claims show it. A card is open here.
function copied(id) {
  const made = document.getElementById(id).cloneNode(true);
  made.removeAttribute("id");
  made.open = true;
  return made;
}
