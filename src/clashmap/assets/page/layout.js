// Layout of what is not folded: branches hung in columns as an outline is indented, packed into trays, and trays into
// the shape of the window. Cards keep their sizes. Lengths are px of the drawing.

const [FIRST, LANE, STUB, GAP, BELOW, BETWEEN, APART, PAD, TITLE, GUTTER, FOOT, PORT] =
  [12, 13, 22, 14, 22, 20, 26, 14, 26, 40, 19, 30];
// columns of branches at the most
const COLUMNS = 8;
// the same for what is packed
const SHAPES = 24;
// px that the head of a line takes
const HEADS = { support: 10, undercut: 13, premise: 7, attack: 2, contradiction: 2 };

// Sets x and y of all cards that show, and returns the trays, the lines by kind, and the size of the whole.
function layOut(hidden, foot, width, height) {
  const made = { x: 0, y: 0, trays: [], lines: {}, ways: new Map() };
  for (const kind in KINDS) made.lines[kind] = { line: [], head: [], sign: [] };
  const apart = cards[lone];
  const shows = (index) => !hidden[index] && cards[index] !== apart;
  const blocks = blocksOf(groups[0], shows, foot, made);
  const above = apart ? apart.h + foot(apart) + GUTTER : 0;
  const aside = apart ? GUTTER : 0;
  let lefts = [];
  if (blocks.length) {
    const fit = (shape) => min(width / (shape.w + aside), (narrow ? Infinity : height) / (shape.h + above));
    const whole = pack(blocks, GUTTER).reduce((one, other) => (fit(other) > fit(one) ? other : one));
    whole.place(aside, above);
    Object.assign(made, { w: whole.w + aside, h: whole.h + above });
    lefts = (whole.lefts ?? [0, whole.w + GUTTER]).map((left) => left + aside);
  } else Object.assign(made, { w: 0, h: above });
  if (apart) {
    made.w = max(made.w, apart.w);
    move(lone, narrow ? 0 : (made.w - apart.w) / 2, 0);
    raise(apart, lefts, above, hidden, foot, made);
  }
  return made;
}

function blocksOf(group, shows, foot, made) {
  const own = group.own.filter(shows);
  const below = new Map(own.map((id) => [id, []]));
  const roots = own.filter((id) => !below.get(cards[id].up)?.push(id));
  const blocks = roots.map((root) => hung(root, below, foot, made));
  for (const inner of group.inner) {
    const inside = blocksOf(inner, shows, foot, made);
    if (inside.length) blocks.push(pack(inside, APART).map((shape) => tray(inner, shape, made)));
  }
  return blocks;
}

function tray(group, shape, made) {
  const w = max(shape.w, 200) + 2 * PAD;
  const h = shape.h + TITLE + 2 * PAD;
  const place = (x, y) => {
    made.trays.push({ group, x, y, w, h });
    shape.place(x + PAD, y + PAD + TITLE);
  };
  return { w, h, place };
}

// The shapes of a tree: its root over one or more columns of branches.
function hung(root, below, foot, made) {
  // kinds of what hangs under a card; the one that reaches lowest has the leftmost lane
  const lanes = new Map();
  const indent = (id) => {
    if (!lanes.has(id)) lanes.set(id, [...new Set([...below.get(id)].reverse().map((kid) => cards[kid].hang.kind))]);
    return FIRST + LANE * (lanes.get(id).length - 1) + STUB;
  };
  const tall = (id) => cards[id].h + foot(cards[id]);
  const start = tall(root) + BELOW;
  const branches = below.get(root).map((top) => {
    const rows = [];
    const stack = [[top, indent(root)]];
    let [height, w] = [0, 0];
    while (stack.length) {
      const [id, left] = stack.pop();
      const kids = below.get(id);
      rows.push([id, left, height]);
      w = max(w, left + cards[id].w);
      height += tall(id) + (kids.length ? BELOW : GAP);
      for (const kid of [...kids].reverse()) stack.push([kid, left + indent(id)]);
    }
    return { rows, height, w };
  });
  const shapes = [];
  for (let count = 1; count <= max(1, min(COLUMNS, branches.length)); count += 1) {
    const { columns, lefts, w, h } = columned(branches, count, BETWEEN, GAP);
    const top = start + (columns.length > 1 ? LANE : 0);
    const place = (x, y) => {
      move(root, x, y);
      columns.forEach((column, number) => {
        let from = y + top;
        for (const { rows, height } of column) {
          for (const [id, dx, dy] of rows) move(id, x + lefts[number] + dx, from + dy);
          for (const [id] of rows) joined(id, below.get(id), cards[id].x, lanes.get(id), made);
          from += height;
        }
        joined(root, column.map((branch) => branch.rows[0][0]), x + lefts[number], lanes.get(root), made);
      });
    };
    shapes.push({ w: max(cards[root].w, w), h: h ? top + h : tall(root), place });
  }
  return best(shapes);
}

function move(id, x, y) {
  Object.assign(cards[id], { x, y });
}

// Lines from cards to the one they hang under: one lane for each kind of link, its head at the card above.
function joined(above, kids, left, lanes, made) {
  const upper = cards[above];
  const bottom = upper.y + upper.h;
  for (const [number, kind] of (lanes ?? []).entries()) {
    const held = kids.filter((kid) => cards[kid].hang.kind === kind);
    if (!held.length) continue;
    const { line, head, sign } = made.lines[kind];
    const lane = left + FIRST + LANE * number;
    const mouth = min(lane, upper.x + upper.w - FIRST - LANE * number);
    const low = cards[held.at(-1)];
    const port = (card) => card.y + min(card.h / 2, PORT);
    const detour = mouth < lane ? `V${n(bottom + 17 + (number * LANE) / 4)}H${n(mouth)}` : "";
    const way = (card) => `M${n(card.x)} ${n(port(card))}H${n(lane + 6)}q-6 0-6-6${detour}V${n(bottom + HEADS[kind])}`;
    line.push(way(low));
    for (const kid of held.slice(0, -1)) line.push(`M${n(cards[kid].x)} ${n(port(cards[kid]))}H${n(lane)}`);
    const tip = headAt(kind, mouth, bottom, 0, 1);
    head.push(tip);
    for (const kid of held) {
      const [x, y] = [cards[kid].x, port(cards[kid])];
      const [at, back] = [[x - STUB / 2, y], kind === "contradiction" ? headAt(kind, x, y, -1, 0) : ""];
      sign.push(at);
      head.push(back);
      made.ways.set(cards[kid].hang.index, () => [way(cards[kid]), tip + back, at]);
    }
  }
}

// Links with the resolution: each kind goes up in a lane of its own beside the columns, whose left edges these are.
function raise(apart, lefts, above, hidden, foot, made) {
  const seen = new Set();
  const ends = [...apart.in, ...apart.out].map((link) => {
    const out = link.source === lone;
    const card = cards[out ? link.target : link.source];
    let folded = 0;
    for (let at = card.group; at > 0; at = groups[at].outer) if (picture.folded.has(groups[at].id)) folded = at;
    const tray = made.trays.find(({ group }) => folded && group.index === folded);
    return { link, out, card, tray, lane: link.kind + out };
  });
  const lanes = [...new Set(ends.map((end) => end.lane))];
  const gutters = new Map();
  // what is folded has the line of the head of its group, or one from the tray
  for (const { link, out, card, tray, lane } of ends.sort((one, other) => hidden[one.card.index] - hidden[other.card.index])) {
    const key = `${lane} ${tray?.group.index}`;
    const at = hidden[card.index] ? tray : card;
    if (!at || card === apart || (at === tray && seen.has(key))) continue;
    const { kind, index } = link;
    const { line, head, sign } = made.lines[kind];
    const number = lanes.indexOf(lane);
    const inset = 9 + number * min(6, 24 / lanes.length);
    const trunk = above - inset;
    const mouth = apart.x + apart.w / 2 + (number - (lanes.length - 1) / 2) * 26;
    const column = lefts.findLastIndex((left) => left <= at.x + 0.01);
    const port = at === tray || (card.hang && isTreeLine(card.hang)) ? at.h - 9 : min(at.h / 2, PORT);
    const [y, side] = wayOut(at, port, lefts[column], lefts[column + 1], hidden, foot);
    const [x, dx] = [at.x + side * at.w, 2 * side - 1];
    const gutter = lefts[column + side] - inset;
    const start = `M${n(x + dx * (out ? HEADS[kind] : 0))} ${n(y)}H${n(gutter)}`;
    const rise = `V${n(apart.h + (out ? 0 : HEADS[kind]))}`;
    const both = kind === "contradiction";
    const heads = (out || both ? headAt(kind, x, y, dx, 0) : "") + (out && !both ? "" : headAt(kind, mouth, apart.h, 0, 1));
    const mark = out ? [mouth, apart.h + 11] : [at === tray ? x : x + (dx * STUB) / 2, y];
    made.ways.set(index, () => [`${start}V${n(trunk)}H${n(mouth)}${rise}`, heads, mark]);
    // what is named in its card is led only with the card in hand
    if (link.chip) continue;
    seen.add(key);
    line.push(start);
    head.push(heads);
    sign.push(mark);
    made.w = max(made.w, gutter + 9);
    if (!gutters.has(lane)) gutters.set(lane, { line, trunk, mouth, rise, lows: new Map() });
    const { lows } = gutters.get(lane);
    lows.set(gutter, max(lows.get(gutter) ?? y, y));
  }
  for (const { line, trunk, mouth, rise, lows } of gutters.values()) {
    const across = [mouth, ...lows.keys()];
    line.push(`M${n(min(...across))} ${n(trunk)}H${n(max(...across))}M${n(mouth)} ${n(trunk)}${rise}`);
    for (const [gutter, low] of lows) line.push(`M${n(gutter)} ${n(low)}V${n(trunk)}`);
  }
}

// At which height a line leaves a card or tray, and on which side (0 left, 1 right): where no card is in its way.
function wayOut(at, port, left, right, hidden, foot) {
  const free = (y, from, to) => !cards.some((card) =>
    card !== at && !hidden[card.index] && card.x < to && card.x + card.w > from && card.y < y + 7 && card.y + card.h + foot(card) > y - 7);
  const tries = [port, at.h - 9, 12].flatMap((y) => [0, 1].map((side) => [at.y + y, side]));
  return tries.find(([y, side]) => (side ? free(y, at.x + at.w, right) : free(y, left, at.x))) ?? tries[0];
}

// The mark at the end of a line whose tip is at x, y and that comes from the direction dx, dy.
function headAt(kind, x, y, dx, dy) {
  const at = (away, aside) => `${n(x + dx * away - dy * aside)} ${n(y + dy * away + dx * aside)}`;
  if (kind === "support") return `M${at(1, 0)}L${at(11, 5)}L${at(11, -5)}Z`;
  if (kind === "undercut") return `M${at(1, 0)}L${at(7, 4.6)}L${at(13, 0)}L${at(7, -4.6)}Z`;
  // premises meet in a bracket: only together do they carry the step
  if (kind === "premise") return `M${at(0, 6)}L${at(7, 6)}L${at(7, -6)}L${at(0, -6)}`;
  return `M${at(1, 5.5)}L${at(4.2, 5.5)}L${at(4.2, -5.5)}L${at(1, -5.5)}Z`;
}

function n(value) {
  return round(value * 100) / 100;
}

// Branches in at most this many runs, the highest of which is as low as may be (by halving).
function runs(branches, count) {
  const filled = (limit) => {
    const parts = [];
    let used = Infinity;
    for (const branch of branches) {
      if (used + branch.height > limit) {
        parts.push([]);
        used = 0;
      }
      parts.at(-1).push(branch);
      used += branch.height;
    }
    return parts;
  };
  const most = branches.reduce((high, { height }) => max(high, height), 0);
  const even = branches.reduce((sum, { height }) => sum + height, 0) / count;
  // a run ends when the next branch is too much for it, so each holds more than an even share within this limit
  let [low, high] = [max(most, even), even + most + 1];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (filled(middle).length > count) low = middle;
    else high = middle;
  }
  return filled(high);
}

// Blocks in reading order over columns, with their left edges and the size of it all.
function columned(blocks, count, aside, gap) {
  const columns = runs(blocks, count);
  const lefts = [0];
  for (const column of columns) lefts.push(lefts.at(-1) + max(...column.map((block) => block.w)) + aside);
  const h = max(0, ...columns.map((column) => column.reduce((sum, block) => sum + block.height, -gap)));
  return { columns, lefts, w: lefts.at(-1) - aside, h };
}

// Shapes of blocks together, each given by its own shapes: all of these narrow, middling or wide.
function pack(blocks, gap) {
  if (blocks.length === 1) return blocks[0];
  const found = [];
  for (const part of [0, 0.5, 1]) {
    const chosen = blocks.map((shapes) => shapes[round(part * (shapes.length - 1))]);
    const sized = chosen.map((shape) => ({ ...shape, height: shape.h + gap }));
    for (let count = 1; count <= min(SHAPES, blocks.length); count += 1) {
      const { columns, lefts, w, h } = columned(sized, count, gap, gap);
      const place = (x, y) => columns.forEach((column, number) => {
        let top = y;
        for (const block of column) {
          block.place(x + lefts[number], top);
          top += block.height;
        }
      });
      found.push({ w, h, place, lefts });
    }
  }
  return best(found);
}

// Of shapes those that are not both wider and higher than another, narrowest first.
function best(found) {
  found.sort((one, other) => one.w - other.w || one.h - other.h);
  const front = [];
  for (const shape of found) if (!front.length || shape.h < front.at(-1).h) front.push(shape);
  return front;
}
