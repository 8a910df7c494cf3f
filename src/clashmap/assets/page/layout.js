// Layout of what is not folded: branches hung in columns as an outline is indented, packed into trays, and trays into
// the shape of the window. Cards keep their sizes. Lengths are px of the picture.

const [FIRST, LANE, STUB, GAP, BELOW, BETWEEN, APART, PAD, TITLE, GUTTER, FOOT, PORT] =
  [12, 13, 22, 14, 22, 20, 26, 14, 26, 40, 19, 30].map((length) => length * u);
// cards up to which a branch stays in one piece
const WHOLE = 48;
// cards that a branch cut off from a larger one has at least
const BRANCH = 12;
const COLUMNS = 6;
// shapes kept of one packing
const SHAPES = 24;

// Sets x and y of all cards that show, and returns the trays, the lines by kind, and the size of the whole.
function layOut(hidden, foot, width, height) {
  const made = { trays: [], lines: {}, drawn: new Set() };
  for (const kind in KINDS) made.lines[kind] = { line: [], head: [], hollow: [], sign: [] };
  const grouped = groups.length > 1;
  const apart = grouped && map.resolution >= 0 && !hidden[map.resolution] ? cards[map.resolution] : null;
  const shows = (index) => !hidden[index] && cards[index] !== apart;
  const blocks = blocksOf(groups[0], shows, foot, made);
  const above = apart ? apart.h + foot(apart) + GUTTER : 0;
  if (blocks.length) {
    const fit = (shape) => Math.min(width / shape.w, height / (shape.h + above));
    const whole = pack(blocks, GUTTER).reduce((one, other) => (fit(other) > fit(one) ? other : one));
    put(whole, 0, above);
    Object.assign(made, { w: whole.w, h: whole.h + above });
  } else Object.assign(made, { w: 0, h: above });
  if (apart) {
    made.w = Math.max(made.w, apart.w);
    apart.x = (made.w - apart.w) / 2;
    apart.y = 0;
  }
  return made;
}

function blocksOf(group, shows, foot, made) {
  const blocks = pieces(group.own.filter(shows), shows).map((piece) => hung(piece, foot, made));
  for (const inner of group.inner) {
    const inside = blocksOf(inner, shows, foot, made);
    if (inside.length) blocks.push(pack(inside, APART).map((shape) => tray(inner, shape, made)));
  }
  return blocks;
}

function tray(group, shape, made) {
  const w = Math.max(shape.w, 200 * u) + 2 * PAD;
  const h = shape.h + TITLE + 2 * PAD;
  const place = (x, y) => {
    made.trays.push({ group, x, y, w, h });
    put(shape, x + PAD, y + PAD + TITLE);
  };
  return { w, h, place };
}

// Cards in trees, and the branches of trees that are too large; each with the cards that hang under each.
function pieces(ids, shows) {
  const own = new Set(ids);
  const below = new Map(ids.map((id) => [id, []]));
  const order = [];
  for (const id of ids) {
    const { up } = cards[id];
    if (own.has(up)) below.get(up).push(id);
    else order.push(id);
  }
  const heads = new Set(order);
  for (const id of order) order.push(...below.get(id));
  if (ids.length > WHOLE) {
    const size = new Map();
    for (const id of [...order].reverse()) {
      const count = below.get(id).reduce((sum, kid) => sum + (heads.has(kid) ? 0 : size.get(kid)), 1);
      size.set(id, count);
      if (count >= BRANCH) heads.add(id);
    }
  }
  for (const [id, kids] of below) below.set(id, kids.filter((kid) => !heads.has(kid)));
  return ids.filter((id) => heads.has(id)).map((root) => ({ root, below }));
}

// The shapes of a tree: its root, and what stands alone on the way to the first fork, over one or more columns.
function hung({ root, below }, foot, made) {
  const bars = [root];
  while (bars.length < 4 && below.get(bars.at(-1)).length === 1) {
    const [only] = below.get(bars.at(-1));
    if (!below.get(only).length) break;
    bars.push(only);
  }
  const fork = bars.at(-1);
  // kinds of what hangs under a card; the one that reaches lowest has the leftmost lane
  const lanes = new Map();
  const indent = (id) => {
    if (!lanes.has(id)) lanes.set(id, [...new Set([...below.get(id)].reverse().map((kid) => cards[kid].hang.kind))]);
    return FIRST + LANE * (lanes.get(id).length - 1) + STUB;
  };
  const tall = (id) => cards[id].h + foot(cards[id]);
  let start = 0;
  let shift = 0;
  let across = 0;
  const at = bars.map((id) => {
    const place = [id, shift, start];
    across = Math.max(across, shift + cards[id].w);
    start += tall(id) + BELOW;
    shift += id === fork ? 0 : indent(id);
    return place;
  });
  const branches = below.get(fork).map((top) => {
    const rows = [];
    const stack = [[top, indent(fork)]];
    let height = 0;
    let width = 0;
    while (stack.length) {
      const [id, left] = stack.pop();
      const kids = below.get(id);
      rows.push([id, left, height]);
      width = Math.max(width, left + cards[id].w);
      height += tall(id) + (kids.length ? BELOW : GAP);
      for (const kid of [...kids].reverse()) stack.push([kid, left + indent(id)]);
    }
    return { rows, height, width };
  });
  const shapes = [];
  for (let count = 1; count <= Math.max(1, Math.min(COLUMNS, branches.length)); count += 1) {
    const columns = runs(branches, count);
    if (count > 1 && columns.length < count) continue;
    const bus = columns.length > 1 ? LANE : 0;
    let x = shift;
    let bottom = start - BELOW;
    const starts = columns.map((column) => {
      const here = x;
      x += Math.max(...column.map((branch) => branch.width)) + BETWEEN;
      bottom = Math.max(bottom, start + bus + column.reduce((sum, branch) => sum + branch.height, 0) - GAP);
      return here;
    });
    const place = (left, top) => {
      for (const [id, dx, dy] of at) move(id, left + dx, top + dy);
      columns.forEach((column, number) => {
        let y = top + start + bus;
        for (const branch of column) {
          for (const [id, dx, dy] of branch.rows) move(id, left + starts[number] + dx, y + dy);
          y += branch.height;
        }
        const tops = column.map((branch) => branch.rows[0][0]);
        joined(fork, tops, left + starts[number], lanes.get(fork), made);
        for (const branch of column) for (const [id] of branch.rows) joined(id, below.get(id), cards[id].x, lanes.get(id), made);
      });
      for (const id of bars) if (id !== fork) joined(id, below.get(id), cards[id].x, lanes.get(id), made);
    };
    shapes.push({ w: Math.max(across, x - BETWEEN), h: bottom, place });
  }
  return best(shapes);
}

function move(id, x, y) {
  cards[id].x = x;
  cards[id].y = y;
}

// Lines from cards to the one they hang under: one lane for each kind of link, its head at the card above.
function joined(above, kids, left, lanes, made) {
  const upper = cards[above];
  const bottom = upper.y + upper.h;
  for (const [number, kind] of (lanes ?? []).entries()) {
    const held = kids.filter((kid) => cards[kid].hang.kind === kind);
    if (!held.length) continue;
    const { line, head, hollow, sign } = made.lines[kind];
    let lane = left + FIRST + LANE * number;
    const mouth = Math.min(lane, upper.x + upper.w - FIRST - LANE * number);
    const low = cards[held.at(-1)];
    const port = (card) => card.y + Math.min(card.h / 2, PORT);
    const r = 6 * u;
    const tip = bottom + { support: 10, undercut: 13 }[kind] * u || bottom + 2 * u;
    let path = `M${n(low.x)} ${n(port(low))}H${n(lane + r)}q${n(-r)} 0 ${n(-r)} ${n(-r)}`;
    if (mouth < lane) path += `V${n(bottom + 17 * u + (number * LANE) / 4)}H${n(mouth)}`;
    line.push(`${path}V${n(tip)}`);
    for (const kid of held.slice(0, -1)) line.push(`M${n(cards[kid].x)} ${n(port(cards[kid]))}H${n(lane)}`);
    headAt(kind, mouth, bottom, 0, 1, kind === "undercut" ? hollow : head);
    for (const kid of held) {
      sign.push([cards[kid].x - STUB / 2, port(cards[kid])]);
      made.drawn.add(cards[kid].hang);
      if (kind === "contradiction") headAt(kind, cards[kid].x, port(cards[kid]), -1, 0, head);
    }
  }
}

// The mark at the end of a line whose tip is at x, y and that comes from the direction dx, dy.
function headAt(kind, x, y, dx, dy, into) {
  const at = (away, aside) => `${n(x + (dx * away - dy * aside) * u)} ${n(y + (dy * away + dx * aside) * u)}`;
  if (kind === "support") into.push(`M${at(1, 0)}L${at(11, 5)}L${at(11, -5)}Z`);
  else if (kind === "undercut") into.push(`M${at(1, 0)}L${at(7, 4.6)}L${at(13, 0)}L${at(7, -4.6)}Z`);
  else into.push(`M${at(1, 5.5)}L${at(4.2, 5.5)}L${at(4.2, -5.5)}L${at(1, -5.5)}Z`);
}

function n(value) {
  return Math.round(value * 100) / 100;
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
  const heights = branches.map((branch) => branch.height);
  let [low, high] = [Math.max(0, ...heights), heights.reduce((sum, height) => sum + height, 1)];
  while (high - low > u) {
    const middle = (low + high) / 2;
    if (filled(middle).length > count) low = middle;
    else high = middle;
  }
  return filled(high);
}

// Packings of blocks, each given by its shapes, in reading order: cut in two again and again, side by side or one
// above the other; only shapes that no other is better than are kept.
function pack(blocks, gap) {
  if (blocks.length === 1) return blocks[0];
  const areas = blocks.map((shapes) => Math.min(...shapes.map((shape) => shape.w * shape.h)));
  const half = areas.reduce((sum, area) => sum + area, 0) / 2;
  let [cut, passed] = [0, 0];
  while (cut < blocks.length - 1 && (cut === 0 || passed + areas[cut] / 2 <= half)) passed += areas[cut++];
  const first = pack(blocks.slice(0, cut), gap);
  const second = pack(blocks.slice(cut), gap);
  const found = [];
  // Only shapes of like height are worth putting side by side, and of like width above each other: both lists, widest
  // last and lowest last, are walked once.
  for (let [i, j] = [0, 0]; i < first.length && j < second.length; ) {
    const [a, b] = [first[i], second[j]];
    found.push({ w: a.w + gap + b.w, h: Math.max(a.h, b.h), a, b, dx: a.w + gap, dy: 0 });
    if (a.h >= b.h) i += 1;
    if (b.h >= a.h) j += 1;
  }
  for (let [i, j] = [first.length - 1, second.length - 1]; i >= 0 && j >= 0; ) {
    const [a, b] = [first[i], second[j]];
    found.push({ w: Math.max(a.w, b.w), h: a.h + gap + b.h, a, b, dx: 0, dy: a.h + gap });
    if (a.w >= b.w) i -= 1;
    if (b.w >= a.w) j -= 1;
  }
  return best(found);
}

// Of shapes those that are not both wider and higher than another, narrowest first; not too many.
function best(found) {
  found.sort((one, other) => one.w - other.w || one.h - other.h);
  const front = [];
  for (const shape of found) if (!front.length || shape.h < front.at(-1).h) front.push(shape);
  if (front.length <= SHAPES) return front;
  return Array.from({ length: SHAPES }, (_, at) => front[Math.round((at * (front.length - 1)) / (SHAPES - 1))]);
}

function put(shape, x, y) {
  if (shape.place) shape.place(x, y);
  else {
    put(shape.a, x, y);
    put(shape.b, x + shape.dx, y + shape.dy);
  }
}
