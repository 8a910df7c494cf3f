// What stands round the picture: the bar with the search, filters and outline, and the panel of the card in hand.
// Every word of the map gets into the page as a text node, never as markup.

function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const key in attributes) {
    const value = attributes[key];
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
  return made;
}

function button(label, name, onclick, more = {}) {
  return el("button", { type: "button", "aria-label": name === label ? undefined : name, title: name, onclick, ...more }, label);
}

const said = el("p", { class: "said", role: "status", lang: "en" });

function say(words) {
  said.textContent = words;
}

// The panel of the card in hand.
const evidence = el("aside", { class: "panel evidence", "aria-label": "Claim", hidden: true, lang: "en" });

function tell(index, { pick, fold, folded, close }) {
  evidence.hidden = index < 0;
  evidence.replaceChildren();
  if (index < 0) return;
  const card = cards[index];
  const own = { dir: "auto", lang: document.documentElement.lang };
  const side = card.side === undefined ? "" : map.sides[card.side][1];
  const about = [side, card.role, card.argument ? "argument" : "claim"].filter(Boolean).join(" · ");
  const closed = folded.has(card.id);
  evidence.append(
    el("div", { class: "top" },
      el("p", { class: `about ${card.side === undefined ? "" : `side${card.side % map.palette}`}` }, about),
      button("×", "Close", close, { class: "close" }),
    ),
    el("h2", { ...own, tabindex: "-1" }, card.title),
  );
  if (card.text) evidence.append(el("p", own, card.text));
  for (const [premises, rules, conclusion] of card.step ?? []) {
    const rows = premises.map((premise) => el("li", own, premise));
    evidence.append(el("ol", { class: "step" }, ...rows), el("p", own, el("b", {}, `Therefore${rules ? ` (${rules})` : ""}: `), conclusion));
  }
  if (card.tags.length) evidence.append(el("p", { class: "tags", dir: "auto" }, card.tags.map((tag) => `#${tag}`).join("  ")));
  if (card.cites.length) {
    evidence.append(el("h3", {}, "Evidence"), el("ul", { class: "cites" }, ...bySource(card.cites).map(cited)));
  }
  const rows = new Map();
  const add = (word, kind, other) => {
    if (!rows.has(word)) rows.set(word, []);
    rows.get(word).push([kind, other]);
  };
  for (const { kind, target } of card.out) add(KINDS[kind].does, kind, target);
  for (const { kind, source } of card.in) if (source !== index) add(KINDS[kind].suffers, kind, source);
  for (const [word, ends] of rows) {
    const entries = ends.map(([kind, other]) => el("li", {}, linkButton(kind, other, pick)));
    evidence.append(el("h3", {}, word), el("ul", { class: "links" }, ...entries));
  }
  if (card.below) {
    const label = closed ? `Open the ${card.below} under it` : `Fold the ${card.below} under it`;
    evidence.append(button(label, label, () => fold(card.id), { class: "fold" }));
  }
}

function linkButton(kind, other, pick) {
  const { title, side } = cards[other];
  const sign = el("span", { class: `sign ${kind}`, "aria-hidden": "true" }, KINDS[kind].sign);
  const name = side === undefined ? "" : el("small", { class: `side${side % map.palette}` }, map.sides[side][1]);
  return el("button", { type: "button", onclick: () => pick(other) }, sign, el("bdi", { lang: document.documentElement.lang }, title), name);
}

function bySource(cites) {
  const found = new Map();
  for (const [number, id, locator] of cites) {
    if (!found.has(id)) found.set(id, { source: map.sources[number] ?? { title: id }, places: [] });
    if (locator) found.get(id).places.push(locator);
  }
  return [...found.values()];
}

function cited({ source, places }) {
  const where = places.length ? `paragraph${places.length > 1 || /[-–]/.test(places[0]) ? "s" : ""} ${places.join(", ")}` : "";
  const name = /^https?:\/\//i.test(source.address ?? "")
    ? el("a", { href: source.address, rel: "noreferrer", target: "_blank" }, source.title)
    : el("cite", {}, source.title);
  const rest = [source.author, source.in, source.issued].filter(Boolean).join(", ");
  return el("li", { dir: "auto", lang: document.documentElement.lang }, name, rest && `, ${rest}`, where && el("span", { class: "where" }, where));
}

// The bar over the picture.
const search = el("input", { type: "search", id: "search", placeholder: "Search ( / )", "aria-label": "Search the claims", autocomplete: "off", spellcheck: "false" });
const count = el("span", { class: "count", "aria-hidden": "true" });
const outlinePanel = document.getElementById("outline");
const filterPanel = el("form", { class: "panel filter", "aria-label": "Filter", hidden: true, lang: "en" });
const legend = document.querySelector(".legend");

function toggles(panel, label, onclick) {
  panel.id ||= label.toLowerCase();
  return button(label, label, onclick, { "aria-expanded": String(!panel.hidden), "aria-controls": panel.id });
}

function built(act) {
  const bar = el("div", { class: "bar", lang: "en" });
  const filters = toggles(filterPanel, "Filter", () => act.open(filterPanel));
  const outlines = toggles(outlinePanel, "Outline", () => act.open(outlinePanel));
  const legends = toggles(legend, "Legend", () => act.open(legend));
  const opener = new Map([[filterPanel, filters], [outlinePanel, outlines], [legend, legends]]);
  const folding = button("Fold", "Fold all groups", act.foldAll, { class: "folding" });
  bar.append(el("div", { class: "search", role: "search" }, search, count), filters, outlines, legends, folding);
  document.querySelector("header").append(bar);
  const zoom = el("div", { class: "zoom", role: "group", "aria-label": "Zoom", lang: "en" },
    button("+", "Zoom in", () => act.zoom(1.4)), button("−", "Zoom out", () => act.zoom(1 / 1.4)), button("⤢", "Show the whole map", act.whole));
  document.querySelector("main").append(zoom, filterPanel, outlinePanel, evidence);
  outlinePanel.classList.add("panel");
  document.body.append(legend, said);
  return { opener, folding };
}

// Checkboxes for each side, role and tag that occurs: none chosen is all.
const MOST_TAGS = 24;

function filterFields(onchange) {
  const tally = (lists) => {
    const found = new Map();
    for (const list of lists) for (const name of list) if (name !== undefined && name !== null) found.set(name, (found.get(name) ?? 0) + 1);
    return found;
  };
  const common = (found) => [...found].sort((one, other) => other[1] - one[1]).slice(0, MOST_TAGS);
  const sides = [...tally(cards.map((card) => [card.side]))].sort((one, other) => one[0] - other[0]);
  const fields = [
    ["side", "Side", sides.map(([side, number]) => [map.sides[side][0], map.sides[side][1], number])],
    ["role", "Role", common(tally(cards.map((card) => [card.role]))).map(([role, number]) => [role, role, number])],
    ["tag", "Tag", common(tally(cards.map((card) => card.tags))).map(([tag, number]) => [tag, `#${tag}`, number])],
  ];
  for (const [name, title, entries] of fields) {
    if (!entries.length) continue;
    const rows = entries.map(([value, label, number]) =>
      el("label", {}, el("input", { type: "checkbox", name, value, onchange }), el("bdi", {}, label), el("small", {}, String(number))));
    filterPanel.append(el("fieldset", {}, el("legend", {}, title), ...rows));
  }
  if (!filterPanel.children.length) filterPanel.append(el("p", {}, "This map has no sides, roles or tags."));
  else filterPanel.append(button("Show all", "Show all", () => { filterPanel.reset(); onchange(); }));
}
