// The picture: what of it is shown at which place, size and tone. Of a large map only what can be seen is in the page.

const SVG = "http://www.w3.org/2000/svg";
const stage = document.querySelector(".sheet");
const svg = stage.querySelector("svg");
// cards up to which all of them stay in the page, for those who listen to it
const MANY = 400;
// px of the screen in one of the drawing from which on words are painted
const READABLE = cards.length > MANY ? 0.45 : 0.3;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const sheetBox = svg.getAttribute("viewBox");

function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

// The sheet's own children, told apart: cards, what stands round the map, and the scenery behind the cards.
const scenery = shape("g", { class: "scenery" });
const under = shape("g", { class: "own" });
const front = shape("g", { class: "cards" });
const over = shape("g", { class: "own", "aria-hidden": "true" });
const far = shape("g", { class: "boxes" });
for (const card of cards) card.node = document.getElementById(card.id);
const nodes = new Set(cards.map((card) => card.node));
const paper = svg.querySelector(":scope > rect");
const many = cards.length > MANY;
front.append(...nodes);
for (const child of [...svg.children]) {
  const heard = !child.hasAttribute("aria-hidden");
  if (child.getAttribute("aria-label") === "Legend" || (child.nodeName === "text" && heard)) child.classList.add("round");
  else if (child.getAttribute("role") === "group") child.remove();
  else if (child.nodeName === "g" && !heard) {
    scenery.append(...child.children);
    child.remove();
  } else if (child !== paper && !/^(title|desc)$/.test(child.nodeName)) scenery.append(child);
}
scenery.setAttribute("aria-hidden", "true");

// Lines with their links, and what of the scenery need not be there while it is out of sight.
const routes = [...scenery.querySelectorAll(":scope > g > title")].map((title) => title.parentNode);
const routeOf = new Map();
if (routes.length === map.routes.length) {
  map.routes.forEach(([link, ...at], index) => link >= 0 && routeOf.set(link, { node: routes[index], at }));
}
const props = [...scenery.children].map((node) => (many && extent(node)) || { node });

function extent(node) {
  const get = (name) => Number(node.getAttribute(name) ?? NaN);
  const [x, y] = [get("cx") || get("x"), get("cy") || get("y")];
  if (x >= 0 && y >= 0) return { node, x, y, w: get("width") || 0, h: get("height") || 0 };
  const d = [...node.querySelectorAll("path")].map((path) => path.getAttribute("d")).join(" ");
  // not known: it is always there
  if (node.nodeName !== "g" || !d || /[^MLCZ\d\s.,-]/.test(d)) return null;
  let [left, top, right, bottom, isX] = [Infinity, Infinity, -Infinity, -Infinity, true];
  for (const text of d.match(/-?[\d.]+/g)) {
    const value = Number(text);
    if (isX) [left, right] = [Math.min(left, value), Math.max(right, value)];
    else [top, bottom] = [Math.min(top, value), Math.max(bottom, value)];
    isX = !isX;
  }
  return { node, x: left, y: top, w: right - left, h: bottom - top };
}

// middle of the window in px of the picture, and px of the screen in one of these
const view = { x: 0, y: 0, k: 1 };
hold(scenery, []);
hold(front, []);
svg.append(scenery, under, far, front, over);
// where the window of the picture is on the screen
let area = stage.getBoundingClientRect();
const picture = { made: null, hidden: new Uint8Array(cards.length), tone: new Array(cards.length).fill("") };
const original = { trays: groups.filter((group) => group.rect).map(framed), ...around(cards.map((card) => card.box)) };

function framed(group) {
  const [x, y, w, h] = group.rect;
  return { group, x, y, w, h };
}

function around(boxes) {
  const all = [...boxes, ...groups.flatMap((group) => (group.rect ? [group.rect] : []))];
  let [left, top, right, bottom] = all.length ? [Infinity, Infinity, -Infinity, -Infinity] : [0, 0, 1, 1];
  for (const [x, y, w, h] of all) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + w);
    bottom = Math.max(bottom, y + h);
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

// Lays out what is not folded; with nothing folded, that is the picture as it was drawn.
function arrange(folded) {
  const { width, height } = area;
  picture.hidden = hiddenBy(folded);
  const whole = !picture.hidden.some((hidden) => hidden);
  if (whole) {
    for (const card of cards) [card.x, card.y] = card.box;
    picture.made = { ...original, lines: null };
  } else {
    const marked = (card) => folded.has(card.id) && card.below > 0;
    const foot = (card) => (marked(card) || marksOf(card) ? FOOT : 0);
    picture.made = { x: 0, y: 0, ...layOut(picture.hidden, foot, width, height) };
  }
  under.replaceChildren();
  over.replaceChildren();
  drawTrays(folded, whole);
  if (!whole) drawLines(picture.made.lines);
  notes.replaceChildren();
  badges = whole ? [] : cards.filter((card) => !picture.hidden[card.index]).flatMap((card) => noted(card, folded.has(card.id)) ?? []);
  over.append(notes, ring, led);
}

// How many links of a card are neither lines nor named in it.
function marksOf(card) {
  const counts = (link, other) => !link.chip && other !== card.index && !picture.hidden[other] && !isTreeLine(link);
  return card.out.filter((link) => counts(link, link.target)).length + card.in.filter((link) => counts(link, link.source)).length;
}

function isTreeLine(link) {
  const card = cards[link.source];
  return card.hang === link && card.group === cards[link.target].group && link.target !== map.resolution;
}

function drawTrays(folded, whole) {
  for (const { group, x, y, w, h } of picture.made.trays) {
    const closed = folded.has(group.id);
    if (!whole) {
      under.append(shape("rect", { class: "tray", x, y, width: w, height: h, rx: 10 * u }));
      const room = (w - 2 * PAD) / u - (closed ? 58 : 34);
      const text = { class: "words traytitle", x: x + PAD, y: y + 24 * u, "font-size": 15 * u };
      under.append(shape("text", text, fitted(group.title, room, "bold 15px")));
    }
    const label = closed ? `+${group.size - 1}` : "−";
    if (group.size > 1) over.append(pill(label, x + w - PAD / 2, y + PAD, group.id, "tray"));
  }
}

function drawLines(lines) {
  for (const kind in lines) {
    const { line, head, hollow, sign } = lines[kind];
    under.append(
      shape("path", { class: `line ${kind}`, d: line.join(""), "stroke-width": 2 * u, ...dashed(kind) }),
      shape("path", { class: `head ${kind}`, d: head.join("") }),
      shape("path", { class: `hollow ${kind}`, d: hollow.join(""), "stroke-width": 1.8 * u }),
      ...signs(kind, sign),
    );
  }
}

function dashed(kind) {
  const pattern = { attack: [9, 5], contradiction: [9, 5], undercut: [3, 4] }[kind];
  return pattern ? { "stroke-dasharray": pattern.map((length) => n(length * u)).join(" ") } : {};
}

// The discs and signs of a kind of link at these points: two elements, however many they are.
function signs(kind, points) {
  const r = 6.5 * u;
  const disc = points.map(([x, y]) => circle(x, y, r)).join("");
  const glyph = points.map(([x, y]) => glyphAt(kind, x, y, r)).join("");
  return [
    shape("path", { class: `disc words ${kind}`, d: disc, "stroke-width": 1.1 * u }),
    shape("path", { class: "glyph words", d: glyph, "stroke-width": 1.5 * u }),
  ];
}

function circle(x, y, r) {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0`;
}

function glyphAt(kind, x, y, r) {
  const at = (dx, dy) => `${n(x + dx * r)} ${n(y + dy * r)}`;
  const bar = (dy) => `M${at(-0.5, dy)}L${at(0.5, dy)}`;
  if (kind === "support") return `${bar(0)}M${at(0, -0.5)}L${at(0, 0.5)}`;
  if (kind === "attack") return bar(0);
  if (kind === "contradiction") return `${bar(-0.2)}${bar(0.2)}M${at(0.25, -0.55)}L${at(-0.25, 0.55)}`;
  return `M${at(-0.3, -0.25)}Q${at(-0.3, -0.6)} ${at(0, -0.6)}T${at(0.05, -0.02)}L${at(0, 0.15)}M${at(0, 0.45)}L${at(0, 0.6)}`;
}

// A small button in the picture, for those who point; its right edge is at x.
function pill(label, x, y, id, kind) {
  const w = (10 + 7.5 * label.length) * u;
  const h = 15 * u;
  const text = shape("text", { class: "words", x: x - w / 2, y: y + h * 0.75, "font-size": 11.5 * u, "text-anchor": "middle" }, label);
  const made = shape("g", { class: `pill ${kind}`, "data-fold": id });
  made.append(shape("rect", { x: x - w, y, width: w, height: h, rx: h / 2, "stroke-width": u }), text);
  return made;
}

// What stands under a card: how much is folded there, and which of its links are not to be seen. Made when in sight.
function noted(card, folded) {
  const [closed, marks] = [folded && card.below > 0, marksOf(card)];
  const y = card.y + card.h + 2.5 * u;
  const make = () => {
    const note = shape("g");
    if (closed) {
      const label = `+${card.below}`;
      note.append(pill(label, card.x + (16 + 7.5 * label.length) * u, y, card.id, "card"));
    }
    if (!marks) return note;
    const only = marks === 1 && card.out.find((link) => !link.chip && !isTreeLine(link) && !picture.hidden[link.target]);
    const words = only ? `${KINDS[only.kind].sign} → ${cards[only.target].title}` : `${marks} more link${marks > 1 ? "s" : ""}`;
    const text = { class: "words mark", x: card.x + card.w - 46 * u, y: y + 11.5 * u, "font-size": 10.5 * u };
    note.append(shape("text", { ...text, "text-anchor": "end", "data-mark": card.index }, fitted(words, card.w / u - (closed ? 110 : 58), "10.5px")));
    return note;
  };
  return closed || marks ? { x: card.x, y, w: card.w, h: FOOT, make } : null;
}

const canvas = document.createElement("canvas").getContext("2d");

// As much of a text as fits in so many px.
function fitted(text, room, font) {
  canvas.font = `${font} Arial, "Liberation Sans", sans-serif`;
  if (canvas.measureText(text).width <= room) return text;
  let length = Math.min(text.length, Math.ceil(room / 3));
  while (length > 1 && canvas.measureText(`${text.slice(0, length)}…`).width > room) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}

// The card in hand, the card that the keyboard is on, and the links of the card in hand.
const ring = shape("g", { class: "rings" });
const led = shape("g", { class: "led" });
const notes = shape("g");
let badges = [];

function drawFocus(chosen, cursor) {
  ring.replaceChildren();
  led.replaceChildren();
  const frame = (index, name, by) => {
    const { x, y, w, h } = cards[index];
    const d = by * u;
    ring.append(shape("rect", { class: name, x: x - d, y: y - d, width: w + 2 * d, height: h + 2 * d, rx: 5 * u }));
  };
  if (chosen >= 0 && !picture.hidden[chosen]) {
    frame(chosen, "chosen", 3);
    for (const link of [...cards[chosen].out, ...cards[chosen].in]) lead(link);
  }
  if (cursor >= 0 && cursor !== chosen && !picture.hidden[cursor]) frame(cursor, "cursor", 3);
}

function lead({ kind, source, target, index }) {
  if (source === target || picture.hidden[source] || picture.hidden[target]) return;
  if (!picture.made.lines && routeOf.has(index)) {
    const { node, at } = routeOf.get(index);
    led.append(node.cloneNode(true), ...signs(kind, [at]));
    return;
  }
  const [a, b] = [cards[source], cards[target]];
  const [dx, dy] = [b.x + b.w / 2 - a.x - a.w / 2, b.y + b.h / 2 - a.y - a.h / 2];
  const upright = Math.abs(dy) - (a.h + b.h) / 2 > Math.abs(dx) - (a.w + b.w) / 2;
  const end = (card, sign) => ({
    x: card.x + card.w / 2 + (upright ? 0 : (sign * card.w) / 2),
    y: card.y + card.h / 2 + (upright ? (sign * card.h) / 2 : 0),
  });
  const turn = Math.sign(upright ? dy : dx) || 1;
  const [from, to] = [end(a, turn), end(b, -turn)];
  const bend = Math.max(24 * u, (upright ? Math.abs(to.y - from.y) : Math.abs(to.x - from.x)) / 2) * turn;
  const [bx, by] = upright ? [0, bend] : [bend, 0];
  const cut = (kind === "support" ? 10 : kind === "undercut" ? 13 : 2) * u * turn;
  const [cx, cy] = upright ? [0, cut] : [cut, 0];
  const d = `M${n(from.x)} ${n(from.y)}C${n(from.x + bx)} ${n(from.y + by)} ${n(to.x - bx)} ${n(to.y - by)} ${n(to.x - cx)} ${n(to.y - cy)}`;
  const head = [];
  headAt(kind, to.x, to.y, upright ? 0 : -turn, upright ? -turn : 0, head);
  if (kind === "contradiction") headAt(kind, from.x, from.y, upright ? 0 : turn, upright ? turn : 0, head);
  const [mx, my] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  led.append(
    shape("path", { class: `line ${kind}`, d, "stroke-width": 2 * u, ...dashed(kind) }),
    shape("path", { class: kind === "undercut" ? `hollow ${kind}` : `head ${kind}`, d: head.join(""), "stroke-width": 1.8 * u }),
    ...signs(kind, [[mx, my]]),
  );
}

// Boxes of all cards as one shape for each tone: what a map of thousands is seen as from afar.
function drawFar() {
  const boxes = {};
  for (const card of cards) {
    if (picture.hidden[card.index]) continue;
    const tone = picture.tone[card.index] || "plain";
    const { x, y, w, h, side } = card;
    boxes[tone] ??= [[], {}];
    boxes[tone][0].push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`);
    if (side !== undefined) (boxes[tone][1][side % map.palette] ??= []).push(`M${n(x + 9 * u)} ${n(y + 9 * u)}v${n(h - 18 * u)}`);
  }
  far.replaceChildren();
  if (!picture.made.lines) {
    const lines = {};
    for (const [link, { node }] of routeOf) (lines[links_[link].kind] ??= []).push(node.querySelector("path").getAttribute("d"));
    for (const kind in lines) far.append(shape("path", { class: `line ${kind}`, d: lines[kind].join(""), "stroke-width": 2 * u }));
  }
  for (const tone in boxes) {
    const group = shape("g", { class: tone });
    group.append(shape("path", { class: "box", d: boxes[tone][0].join(""), "stroke-width": u }));
    for (const side in boxes[tone][1]) {
      group.append(shape("path", { class: `stripe side${side}`, d: boxes[tone][1][side].join(""), "stroke-width": 4 * u }));
    }
    far.append(group);
  }
}

// whether the boxes from afar are those of an earlier picture
let stale = true;
let asked = 0;

function repaint({ changed = false } = {}) {
  stale ||= changed;
  if (!asked) asked = requestAnimationFrame(paint);
}

function paint() {
  cancelAnimationFrame(asked);
  asked = 0;
  const { width, height } = area;
  const [w, h] = [width / view.k, height / view.k];
  const [left, top] = [view.x - w / 2, view.y - h / 2];
  svg.setAttribute("viewBox", `${n(left)} ${n(top)} ${n(w)} ${n(h)}`);
  const near = view.k * u >= READABLE;
  const single = near || !many;
  svg.classList.toggle("far", !near);
  far.classList.toggle("gone", single);
  if (!single && stale) drawFar();
  if (!single) stale = false;
  const inSight = (box) =>
    !many || box.x === undefined ||
    (box.x <= left + w * 1.15 && box.x + box.w >= left - w * 0.15 && box.y <= top + h * 1.15 && box.y + box.h >= top - h * 0.15);
  const held = (card) => card.node === document.activeElement;
  const shown = single ? cards.filter((card) => !picture.hidden[card.index] && (inSight(card) || held(card))) : [];
  shown.forEach(dress);
  hold(front, shown);
  const seen = near ? badges.filter(inSight) : [];
  for (const badge of seen) badge.node ??= badge.make();
  hold(notes, seen);
  hold(scenery, single && !picture.made.lines ? props.filter(inSight) : []);
}

// Has these nodes and no others in the page; what stays is not touched.
function hold(parent, wanted) {
  const kept = new Set(wanted.map((item) => item.node));
  for (const node of [...parent.children]) if (!kept.has(node)) node.remove();
  let next = parent.firstChild;
  for (const { node } of wanted) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}

function holdAll() {
  svg.setAttribute("viewBox", sheetBox);
  hold(front, cards);
  hold(scenery, props);
}

function dress(card) {
  const { node, box, x, y, index } = card;
  const [dx, dy] = [n(x - box[0]), n(y - box[1])];
  const place = dx || dy ? `translate(${dx}px,${dy}px)` : "";
  if (card.place !== place) node.style.transform = card.place = place;
  if (node.getAttribute("class") !== picture.tone[index]) node.setAttribute("class", picture.tone[index]);
  const closed = card.below > 0 && picture.folded.has(card.id);
  if (card.closed === closed) return;
  card.name ??= node.getAttribute("aria-label");
  card.closed = closed;
  node.setAttribute("aria-label", closed ? `${card.name} ${card.below} claims are folded under it.` : card.name);
  node.setAttribute("tabindex", index === picture.cursor ? "0" : "-1");
}

// The part of the window that no panel covers.
function freeArea() {
  const whole = area;
  const free = { left: 0, top: 0, right: whole.width, bottom: whole.height };
  for (const panel of document.querySelectorAll(".panel:not([hidden])")) {
    const box = panel.getBoundingClientRect();
    if (box.width > whole.width * 0.8) free.bottom = Math.min(free.bottom, box.top - whole.top);
    else if (box.left > whole.width / 2) free.right = Math.min(free.right, box.left - whole.left);
    else free.left = Math.max(free.left, box.right - whole.left);
  }
  if (free.bottom < 120) free.bottom = whole.height;
  return { ...free, width: whole.width, height: whole.height };
}

// The view in which a rectangle of the picture lies in the free part of the window.
function fitting({ x, y, w, h }, most = 2 / u) {
  const free = freeArea();
  const [width, height] = [free.right - free.left, free.bottom - free.top];
  const k = Math.max(Math.min((width - 24) / w, (height - 24) / h, most), 1e-4);
  return centred(x + w / 2, y + h / 2, k, free);
}

function centred(x, y, k, free) {
  return {
    x: x + ((free.width - free.left - free.right) / 2) / k,
    y: y + ((free.height - free.top - free.bottom) / 2) / k,
    k,
  };
}

// The view nearest to this one in which a card can be read.
function showing(index) {
  const card = cards[index];
  const free = freeArea();
  const k = Math.max(view.k, Math.min(0.9 / u, (free.right - free.left - 16) / card.w));
  const [sx, sy] = [(card.x - view.x) * view.k + free.width / 2, (card.y - view.y) * view.k + free.height / 2];
  const inside = sx > free.left && sy > free.top && sx + card.w * k < free.right && sy + card.h * k < free.bottom;
  if (k === view.k && inside) return null;
  return centred(card.x + card.w / 2, card.y + card.h / 2, k, free);
}

let flight = 0;

function go(to, { at_once = false } = {}) {
  cancelAnimationFrame(flight);
  const from = { ...view };
  if (at_once || still.matches || cards.length > 2 * MANY) {
    Object.assign(view, to);
    repaint();
    return;
  }
  const begun = performance.now();
  const step = (now) => {
    const part = Math.min(1, Math.max(0, (now - begun) / 220));
    const eased = 1 - (1 - part) ** 3;
    const k = from.k * (to.k / from.k) ** eased;
    Object.assign(view, part === 1 ? to : { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased, k });
    paint();
    if (part < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

function zoomed(factor, px, py) {
  const { width, height, left, top } = area;
  const [x, y] = [(px ?? left + width / 2) - left - width / 2, (py ?? top + height / 2) - top - height / 2];
  const k = Math.min(Math.max(view.k * factor, Math.min(fitting(picture.made).k / 2, view.k)), Math.max(5 / u, view.k));
  return { x: view.x + x / view.k - x / k, y: view.y + y / view.k - y / k, k };
}

// The card at a point of the screen.
function cardAt(px, py) {
  const { width, height, left, top } = area;
  const [x, y] = [view.x + (px - left - width / 2) / view.k, view.y + (py - top - height / 2) / view.k];
  const holds = (card) => x >= card.x && x <= card.x + card.w && y >= card.y && y <= card.y + card.h;
  return cards.findIndex((card) => !picture.hidden[card.index] && holds(card));
}
