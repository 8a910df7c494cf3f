// The state of the page, and how it is kept in the address: #claim-so-and-so&fold=group-a,claim-b&side=neg&at=120,80,1.5

const FILTERS = ["side", "role", "tag"];

const foldable = groups.filter((group) => group.index && group.size > 1).map((group) => group.id);
// On a telephone the heads of the groups come first: the whole would be too small to read.
const begins = narrow && cards.length > 40 && foldable.length > 2 ? foldable : [];

function blank() {
  return { focus: -1, folded: new Set(begins), side: new Set(), role: new Set(), tag: new Set(), find: "", at: null };
}

function same(one, other) {
  return one.size === other.size && [...one].every((value) => other.has(value));
}

function written(state) {
  const parts = [];
  if (state.focus >= 0) parts.push(encodeURIComponent(cards[state.focus].id));
  if (!same(state.folded, new Set(begins))) {
    const all = same(state.folded, new Set(foldable));
    parts.push(`fold=${all ? "groups" : [...state.folded].map(encodeURIComponent).join(",") || "none"}`);
  }
  for (const name of FILTERS) if (state[name].size) parts.push(`${name}=${[...state[name]].map(encodeURIComponent).join(",")}`);
  if (state.find) parts.push(`find=${encodeURIComponent(state.find)}`);
  if (state.at) parts.push(`at=${state.at.join(",")}`);
  return parts.length ? `#${parts.join("&")}` : "";
}

// The state that an address asks for; what cannot be read is passed over.
function read(fragment) {
  const state = blank();
  for (const part of fragment.replace(/^#/, "").split("&").slice(0, 20)) {
    const [name, ...rest] = part.split("=");
    const values = rest.join("=").split(",").map(decoded).filter(Boolean);
    if (!rest.length) {
      const index = indexOf.get(decoded(name));
      if (index >= 0) state.focus = index;
    } else if (name === "fold") {
      state.folded.clear();
      for (const id of values) if (id === "groups") foldable.forEach((group) => state.folded.add(group));
      else if (canFold(id)) state.folded.add(id);
    } else if (FILTERS.includes(name)) {
      for (const value of values) state[name].add(value);
    } else if (name === "find") state.find = decoded(rest.join("=")).slice(0, 200);
    else if (name === "at" && values.length === 3) {
      const at = values.map(Number);
      if (at.every(Number.isFinite) && at[2] > 1e-4) state.at = at;
    }
  }
  return state;
}

function canFold(id) {
  const index = indexOf.get(id);
  return index !== undefined && (index >= 0 ? cards[index].below > 0 : foldable.includes(id));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
