import { clock, day, el } from "./dom.js";

const box = document.getElementById("wire-list");
const all = document.getElementById("wire-all");
const drawn = new Map();
let latest = [];

// More than this is not kept on the page.
const kept = 400;

// Housekeeping is shown on demand: keys, tokens, who is there.
const isUsual = words => /^(signs in|reads |asks |opens a conversation|the roster changed|calls )/.test(words);

const payload = async (number, into) => {
  const response = await fetch(`wire/${number}`);
  const found = response.ok ? await response.json() : null;
  into.replaceChildren(found
    ? el("div", {}, el("p", {}, `${found.line} → ${found.status || "no answer"}`), el("pre", { tabindex: "0" }, pretty(found.request)), el("pre", { tabindex: "0" }, pretty(found.response)))
    : el("p", {}, "This is no longer kept."));
};

const pretty = text => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text || "–";
  }
};

const line = entry => {
  const more = el("div", { class: "payload" });
  const platform = entry.service === "teams" ? "Teams" : "Slack";
  return el("li", { class: `${entry.service} ${entry.refused ? "refused" : ""}`, "data-number": entry.number, "data-day": day(entry.at) },
    el("details", { ontoggle: event => event.target.open && !more.hasChildNodes() && payload(entry.number, more) },
      el("summary", {},
        el("span", { class: "way" }, entry.toBot ? `${platform} → bot` : `bot → ${platform}`), " ",
        el("span", { class: "words" }, entry.words), " ",
        el("time", {}, clock(entry.at)),
        entry.refused ? el("span", { class: "why" }, entry.refused) : null),
      more));
};

export const showWire = entries => {
  latest = entries;
  const wanted = entries.filter(entry => all.checked || entry.refused || !isUsual(entry.words));
  for (const [number, node] of drawn) {
    // What somebody has opened to read stays.
    if (node.querySelector("details").open || (drawn.size <= kept && (all.checked || !node.usual))) continue;
    node.remove();
    drawn.delete(number);
  }
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  for (const entry of wanted) {
    if (drawn.has(entry.number)) continue;
    const node = line(entry);
    node.usual = !entry.refused && isUsual(entry.words);
    const after = [...drawn.keys()].filter(number => number > entry.number).sort((a, b) => a - b)[0];
    if (after) drawn.get(after).before(node);
    else box.append(node);
    drawn.set(entry.number, node);
  }
  // After a jump, the hour alone would not say when.
  let last = null;
  for (const node of box.children) {
    node.classList.toggle("newday", node.dataset.day !== last);
    last = node.dataset.day;
  }
  if (atEnd) box.scrollTop = box.scrollHeight;
};

all.addEventListener("change", () => showWire(latest));
