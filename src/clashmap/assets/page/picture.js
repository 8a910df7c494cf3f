// The picture: what of it is shown at which place, size and tone. Of a large map only what is in sight is painted.

const SVG = "http://www.w3.org/2000/svg";
const stage = document.querySelector(".sheet");
const svg = stage.querySelector("svg");
const sheetBox = svg.getAttribute("viewBox");
// more cards than can all be painted, and stay there for those who listen
const many = cards.length > 400;
// px of the screen in one of the drawing: from which on words are painted, and what they need to be read
const PAINTED = many ? 0.45 : 0.3;
const LEGIBLE = 0.85;
const [originX, originY] = map.at;

function shape(name, attributes, ...children) {
  return given(document.createElementNS(SVG, name), attributes, children);
}

// What of the sheet moves: trays and lines, and the cards in their groups.
const scenery = svg.querySelector(":scope > g[aria-hidden]");
const front = shape("g");
const legendGroup = [...svg.children].findLast((child) => child.nodeName === "g");
while (scenery.nextSibling !== legendGroup) front.append(scenery.nextSibling);
const layer = (name) => shape("g", { class: name, "aria-hidden": "true", transform: `translate(${originX} ${originY}) scale(${u})` });
const [under, far, over] = ["own", "boxes", "own"].map(layer);
const world = shape("g", { class: "world" });
world.append(scenery, under, far, front, over);
svg.append(world);
svg.classList.toggle("many", many);
for (const card of cards) card.node = document.getElementById(card.id);

// Lines by their links, and what of a large map need not be there while it is out of sight.
const routes = [...scenery.querySelectorAll(":scope > g > title")].map((title) => title.parentNode);
const routeOf = new Map(map.routes.map(([link, ...at], index) => [link, { node: routes[index], at }]));
const placed = new Map();
if (many) {
  front.replaceChildren();
  for (const [link, { node }] of routeOf) {
    if (link >= 0) placed.set(node, around([cards[links_[link].source].box, cards[links_[link].target].box]));
  }
  for (const node of scenery.querySelectorAll("circle, text[text-anchor]")) {
    const [x, y] = ["x", "y"].map((side) => node.getAttribute(`c${side}`) ?? node.getAttribute(side));
    placed.set(node, { x: (x - originX) / u, y: (y - originY) / u, w: 0, h: 0 });
  }
}
const props = [...scenery.children].map((node) => ({ node, ...placed.get(node) }));

// Has these nodes and no others in the page; what stays is not touched. (Hidden ones would be laid out all the same.)
function hold(parent, wanted) {
  const kept = new Set(wanted.map((item) => item.node));
  for (const node of [...parent.children]) if (!kept.has(node)) node.remove();
  let next = parent.firstElementChild;
  for (const { node } of wanted) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}

function holdAll() {
  svg.setAttribute("viewBox", sheetBox);
  hold(scenery, props);
  if (many) hold(front, cards);
}

// The rectangle round others.
function around(boxes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y, w, h] of boxes) {
    [left, top] = [min(left, x), min(top, y)];
    [right, bottom] = [max(right, x + w), max(bottom, y + h)];
  }
  return boxes.length ? { x: left, y: top, w: right - left, h: bottom - top } : { x: 0, y: 0, w: 1, h: 1 };
}

// middle of the window in px of the drawing, and px of the screen in one of these
const view = { x: 0, y: 0, k: 1 };
// where the window of the picture is on the screen
let area = stage.getBoundingClientRect();
const picture = { made: null, hidden: [], tone: [], folded: new Set(), holds: new Set() };
const framed = groups.filter((group) => group.rect);
const original = {
  ...around([...cards.map((card) => card.box), ...framed.map((group) => group.rect)]),
  trays: framed.map((group) => ({ group, ...around([group.rect]) })),
};

// The card in hand, the card that the keyboard is on, and the links of the card in hand.
const [ring, led, notes] = ["rings", "led", "notes"].map((name) => shape("g", { class: name }));
let badges = [];

// Lays out what is not folded; with nothing folded, that is the picture as it was drawn.
function arrange(folded) {
  picture.hidden = hiddenBy(folded);
  picture.folded = folded;
  const whole = !picture.hidden.some(Boolean);
  if (whole) {
    for (const card of cards) [card.x, card.y] = card.box;
    picture.made = original;
  } else {
    const foot = (card) => ((folded.has(card.id) && card.below) || marksOf(card).length ? FOOT : 0);
    picture.made = layOut(picture.hidden, foot, area.width, area.height);
  }
  for (const own of [under, over, notes]) own.replaceChildren();
  drawTrays(folded, whole);
  if (!whole) drawLines(picture.made.lines);
  badges = whole ? [] : cards.filter((card) => !picture.hidden[card.index]).flatMap((card) => noted(card, folded.has(card.id)));
  over.append(notes, led, ring);
}

// Links of a card that are neither lines nor named in it.
function marksOf(card) {
  const missing = (link) =>
    !link.chip && link.source !== link.target && !picture.hidden[link.source] && !picture.hidden[link.target] && !isLine(link);
  return [...card.out.filter(missing), ...card.in.filter(missing)];
}

function isTreeLine({ source, target, index }) {
  return target !== lone && cards[source].hang?.index === index && cards[source].group === cards[target].group;
}

function isLine(link) {
  return isTreeLine(link) || (lone >= 0 && (link.source === lone || link.target === lone));
}

function drawTrays(folded, whole) {
  for (const { group, x, y, w, h } of picture.made.trays) {
    const closed = folded.has(group.id);
    // the button stays beside the title on a telephone
    const right = narrow && !whole ? min(w, 440) : w;
    if (!whole) {
      const title = shape("text", { class: "words traytitle", x: x + PAD, y: y + 24 }, fitted(group.title, right - (group.size > 1 ? 84 : 28)));
      under.append(shape("rect", { class: "tray", x, y, width: w, height: h, rx: 10 }), title);
    }
    if (group.size > 1) over.append(pill(closed ? `+${group.size - 1}` : "−", x + right - 9, y + 9, group.id));
  }
}

function drawLines(lines) {
  for (const kind in lines) {
    const { line, head, sign } = lines[kind];
    // in runs that lie near each other, for a path is painted whole
    for (let at = 0; at < max(line.length, head.length); at += 40) {
      const [lines, heads, points] = [line, head, sign].map((all) => all.slice(at, at + 40));
      under.append(...stroked(kind, lines, heads), ...signs(kind, points));
    }
  }
}

function stroked(kind, line, head) {
  return [shape("path", { class: `line ${kind}`, d: line.join("") }), shape("path", { class: `head ${kind}`, d: head.join("") })];
}

// The signs of a kind of link at these points: two elements, however many they are.
const DISC = "m-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0";
const SIGNS = {
  support: "m-3.2 0h6.4m-3.2-3.2v6.4",
  attack: "m-3.2 0h6.4",
  contradiction: "m-3.2-1.3h6.4m0 2.6h-6.4m1.6 2.2l3.2-7",
  undercut: "m-1.9-1.7q.1-2 2-2q1.8 0 1.8 1.6q0 1.3-1.9 2.3v1m0 1.7v.8",
};

function signs(kind, points) {
  const all = (mark) => points.map(([x, y]) => `M${n(x)} ${n(y)}${mark}`).join("");
  return [
    shape("path", { class: `disc words ${kind}`, d: all(DISC) }),
    shape("path", { class: "glyph words", d: all(SIGNS[kind] ?? SIGNS.support) }),
  ];
}

// A small button in the picture, for those who point; its right edge is at x.
function pill(label, x, y, id) {
  const w = 14 + 7.5 * label.length;
  const made = shape("g", { class: `pill${picture.holds.has(id) ? " hit" : ""}`, "data-fold": id });
  made.append(shape("rect", { x: x - w, y, width: w, height: 19, rx: 9.5 }), shape("text", { class: "words", x: x - w / 2, y: y + 14 }, label));
  return made;
}

// What stands under a card: how much is folded there, and which links are not to be seen. Made when in sight.
function noted(card, folded) {
  const [closed, marks] = [folded && card.below > 0, marksOf(card)];
  if (!closed && !marks.length) return [];
  const y = card.y + card.h;
  const make = () => {
    const note = shape("g");
    if (closed) note.append(pill(`+${card.below}`, card.x + 60, y - 2, card.id));
    if (!marks.length) return note;
    const { kind, source, target } = marks[0];
    const out = source === card.index;
    const more = marks.length > 1 ? ` +${marks.length - 1}` : "";
    // beside the button and the lines at the left, never on them
    const label = fitted(`${KINDS[kind].sign} ${out ? "→" : "←"} ${cards[out ? target : source].title}`, card.w - 84 - 8 * more.length);
    note.append(shape("text", { class: "words mark", x: card.x + card.w - 8, y: y + 13, "data-mark": card.index }, label + more));
    return note;
  };
  return [{ x: card.x, y, w: card.w, h: FOOT, make }];
}

// As much of the title of a tray as fits in so many px, by the width of a common letter.
function fitted(text, room) {
  const most = Math.floor(room / (/[\u2e80-\uffef]/.test(text) ? 15 : 8.2));
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

function drawFocus(chosen, cursor) {
  ring.replaceChildren();
  led.replaceChildren();
  for (const node of scenery.querySelectorAll(".lit")) node.classList.remove("lit");
  const frame = (index, name) => {
    const { x, y, w, h } = cards[index];
    ring.append(shape("rect", { class: name, x: x - 3, y: y - 3, width: w + 6, height: h + 6, rx: 5 }));
  };
  if (chosen >= 0) {
    frame(chosen, "chosen");
    for (const link of [...cards[chosen].out, ...cards[chosen].in]) lead(link);
  }
  if (cursor >= 0 && cursor !== chosen) frame(cursor, "cursor");
}

// The line of one link: as it was drawn, or straight from card to card.
function lead({ kind, source, target, index }) {
  if (source === target || picture.hidden[source] || picture.hidden[target]) return;
  if (picture.made === original && routeOf.has(index)) {
    const { node, at } = routeOf.get(index);
    node.classList.add("lit");
    led.append(...signs(kind, [at]));
    return;
  }
  const way = picture.made.ways?.get(index)?.();
  if (way) {
    led.append(...stroked(kind, [way[0]], [way[1]]), ...signs(kind, [way[2]]));
    return;
  }
  const [a, b] = [cards[source], cards[target]];
  const [ax, ay, bx, by] = [a.x + a.w / 2, a.y + a.h / 2, b.x + b.w / 2, b.y + b.h / 2];
  const far = hypot(bx - ax, by - ay) || 1;
  const [dx, dy] = [(bx - ax) / far, (by - ay) / far];
  // how far the border of a card is from its middle, that way
  const out = ({ w, h }) => min(w / 2 / abs(dx), h / 2 / abs(dy));
  const [x1, y1, x2, y2] = [ax + dx * out(a), ay + dy * out(a), bx - dx * out(b), by - dy * out(b)];
  const cut = HEADS[kind];
  const heads = [headAt(kind, x2, y2, -dx, -dy)];
  if (kind === "contradiction") heads.push(headAt(kind, x1, y1, dx, dy));
  led.append(...stroked(kind, [`M${n(x1)} ${n(y1)}L${n(x2 - dx * cut)} ${n(y2 - dy * cut)}`], heads), ...signs(kind, [[(x1 + x2) / 2, (y1 + y2) / 2]]));
}

// Boxes of all cards as one shape for each tone: a map of thousands from afar.
function drawFar() {
  const boxes = {};
  for (const { index, x, y, w, h } of cards) {
    if (!picture.hidden[index]) (boxes[picture.tone[index]] ??= []).push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`);
  }
  far.replaceChildren();
  for (const tone in boxes) far.append(shape("path", { class: `box ${tone}`, d: boxes[tone].join("") }));
}

// whether the boxes from afar are those of an earlier picture
let stale = true;
let asked = 0;

function repaint({ changed = false } = {}) {
  stale ||= changed;
  asked ||= requestAnimationFrame(paint);
}

function paint() {
  cancelAnimationFrame(asked);
  asked = 0;
  const [w, h, k] = [area.width / view.k, area.height / view.k, view.k / u];
  const [left, top] = [view.x - w / 2, view.y - h / 2];
  world.style.transform = `translate(${n((-left * u - originX) * k)}px,${n((-top * u - originY) * k)}px) scale(${k})`;
  const near = view.k >= PAINTED;
  const single = near || !many;
  svg.classList.toggle("far", !near);
  far.classList.toggle("gone", single);
  if (!single && stale) drawFar();
  if (!single) stale = false;
  const inSight = (box) =>
    !many ||
    box.x === undefined ||
    (box.x <= left + w * 1.15 && box.x + box.w >= left - w * 0.15 && box.y <= top + h * 1.15 && box.y + box.h >= top - h * 0.15);
  const shown = (card) => single && !picture.hidden[card.index] && (inSight(card) || card.node === document.activeElement);
  if (many) hold(front, cards.filter(shown));
  for (const card of cards) dress(card, shown(card));
  hold(scenery, single && picture.made === original ? props.filter(inSight) : []);
  for (const badge of near ? badges : []) if (!badge.node && inSight(badge)) notes.append((badge.node = badge.make()));
}

function dress(card, shown) {
  const { node, box, x, y, index } = card;
  const look = shown ? picture.tone[index] : "gone";
  if (card.look !== look) node.setAttribute("class", (card.look = look));
  if (!shown) return;
  const place = x === box[0] && y === box[1] ? "" : `translate(${n((x - box[0]) * u)}px,${n((y - box[1]) * u)}px)`;
  if (card.place !== place) node.style.transform = card.place = place;
  const closed = card.below > 0 && picture.folded.has(card.id);
  if (card.closed === closed) return;
  card.closed = closed;
  card.name ??= node.getAttribute("aria-label");
  node.setAttribute("aria-label", closed ? `${card.name} ${card.below} claims are folded under it.` : card.name);
}

// The view in which a rectangle of the picture fills the window.
function fitting({ x, y, w, h }) {
  const k = min((area.width - 24) / w, (area.height - 24) / h, 1.5);
  return { x: x + w / 2, y: y + h / 2, k: max(k, 1e-4) };
}

// What is seen first: the whole where it can be read, else its top as large as words need.
function opening() {
  const { made } = picture;
  const all = fitting(made);
  if (all.k > LEGIBLE * 0.6) return all;
  const first = cards[map.resolution] ?? cards.find((card) => !picture.hidden[card.index]);
  const k = min(LEGIBLE, (area.width - 24) / first.w);
  const [w, h] = [area.width / k / 2, area.height / k / 2];
  const x = made.w < 2 * w ? all.x : max(made.x + w - 12 / k, min(first.x + first.w / 2, made.x + made.w - w + 12 / k));
  return { x, y: made.h < 2 * h ? all.y : min(first.y, made.y + made.h - 2 * h) + h - 12 / k, k };
}

// The view nearest to this one in which a card can be read.
function showing(index) {
  const { x, y, w, h } = cards[index];
  const k = max(view.k, LEGIBLE);
  const [aside, above] = [abs(x + w / 2 - view.x) + w / 2, abs(y + h / 2 - view.y) + h / 2];
  if (k === view.k && aside * k < area.width / 2 && above * k < area.height / 2) return null;
  return within({ x: x + min(w, (area.width - 16) / k) / 2, y: y + h / 2, k });
}

// A view moved so that no more than an edge of the window is left empty, or the picture is in its middle.
function within({ x, y, k }) {
  const { made } = picture;
  const kept = (at, from, size, room) => (size < room ? from + size / 2 : max(from + room / 2, min(at, from + size - room / 2)));
  const [w, h] = [area.width, area.height].map((side) => (side - 24) / k);
  return { x: kept(x, made.x, made.w, w), y: kept(y, made.y, made.h, h), k };
}

// The view so much larger, with what is at a point of the screen kept there.
function zoomed(factor, px = area.left + area.width / 2, py = area.top + area.height / 2) {
  const [x, y] = [px - area.left - area.width / 2, py - area.top - area.height / 2];
  const k = min(max(view.k * factor, min(fitting(picture.made).k / 2, view.k)), max(5, view.k));
  return { x: view.x + x / view.k - x / k, y: view.y + y / view.k - y / k, k };
}

// The card at a point of the screen.
function cardAt(px, py) {
  const [x, y] = [view.x + (px - area.left - area.width / 2) / view.k, view.y + (py - area.top - area.height / 2) / view.k];
  const holds = (card) => x >= card.x && x <= card.x + card.w && y >= card.y && y <= card.y + card.h;
  return cards.findIndex((card) => !picture.hidden[card.index] && holds(card));
}
