"use strict";
// Text reaches the page only as text nodes: nothing that anybody writes becomes markup.
const el = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node[name] = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined));
  return node;
};
const panes = {};
let state = null, fieldCount = 0;
const web = url => /^https?:\/\//.test(url ?? "");
const list = value => Array.isArray(value) ? value : [];

const inline = (text, pattern, make) => {
  const out = []; let last = 0;
  for (const m of String(text ?? "").matchAll(pattern)) { out.push(text.slice(last, m.index), make(m)); last = m.index + m[0].length; }
  out.push(String(text ?? "").slice(last));
  return out;
};
const markdown = text => inline(text, /\*\*(.+?)\*\*|(?<!\w)_(.+?)_(?!\w)|\[([^\]]+)\]\((https?:[^)\s]+)\)|<at>(.+?)<\/at>|\\([\\`*_{}[\]()#+.!~>|-])/g, m =>
  m[1] ? el("strong", {}, m[1]) : m[2] ? el("em", {}, m[2]) : m[3] ? el("a", { href: m[4], rel: "noreferrer" }, m[3]) : m[5] ? el("strong", {}, "@" + m[5]) : m[6]);
const unescape = text => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const mrkdwn = text => inline(text, /<([@#!]?)([^>|]*)(?:\|([^>]*))?>|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<!\w)_([^_\n]+)_(?!\w)|`([^`]+)`|([^<*_`]+|[*_`])/g, m => {
  if (m[4]) return el("strong", {}, mrkdwn(m[4]));
  if (m[5]) return el("em", {}, mrkdwn(m[5]));
  if (m[6]) return el("code", {}, unescape(m[6]));
  if (m[7]) return unescape(m[7]);
  if (m[1] === "@") return el("strong", {}, "@" + (state.slack.names[m[2]] ?? m[3] ?? m[2]));
  if (m[1]) return unescape(m[3] ?? m[2]);
  return web(m[2]) ? el("a", { href: unescape(m[2]), rel: "noreferrer" }, unescape(m[3] ?? m[2])) : unescape(m[3] ?? m[2]);
});

const field = (label, required, name, control, hint) => {
  control.id = `field-${++fieldCount}`; control.name = name;
  return el("div", { class: "field", "data-name": name }, el("label", { for: control.id }, label + (required ? " *" : "")), control,
    hint ? el("div", { class: "quiet" }, hint) : null, el("div", { class: "error" }));
};
const choose = (options, value) => el("select", {}, el("option", { value: "" }, "–"), options.map(([v, t]) => el("option", { value: v, selected: v === value }, t)));
const words = (multiline, value, max) => {
  const control = el(multiline ? "textarea" : "input", { maxlength: max > 0 ? max : null, rows: multiline ? 4 : null });
  control.value = value ?? "";
  return control;
};
const values = root => Object.fromEntries([...root.querySelectorAll("[data-name] [name]")]
  .map(c => [c.name, c.type === "checkbox" ? (c.checked ? c.dataset.on : c.dataset.off) : c.value]).filter(([, v]) => v !== ""));

// Adaptive Cards
const action = (a, press) => a.type === "Action.OpenUrl"
  ? (web(a.url) ? el("a", { href: a.url, rel: "noreferrer" }, a.title) : null)
  : a.type === "Action.ShowCard" ? el("details", {}, el("summary", {}, a.title), cardBody(a.card ?? {}, press))
  : el("button", { type: "button", class: a.style === "positive" ? "primary" : a.style === "destructive" ? "danger" : null, title: a.tooltip, onclick: () => press(a.title) }, a.title);
const cardElement = (e, press) => {
  if (e.isVisible === false) return null;
  switch (e.type) {
    case "TextBlock": return el("p", { class: [e.weight === "Bolder" || e.style === "heading" ? "head" : "", e.isSubtle ? "quiet" : "", e.fontType === "Monospace" ? "mono" : ""].join(" ") }, markdown(e.text));
    case "RichTextBlock": return el("p", {}, list(e.inlines).map(i => typeof i === "string" ? i : el(i.weight === "Bolder" ? "strong" : "span", {}, i.text)));
    case "FactSet": return el("dl", {}, list(e.facts).map(f => [el("dt", {}, markdown(f.title)), el("dd", {}, markdown(f.value))]));
    case "Container": case "Column": return el("div", {}, list(e.items).map(i => cardElement(i, press)));
    case "ColumnSet": return el("div", { class: "columns" }, list(e.columns).map(c => cardElement({ type: "Column", ...c }, press)));
    case "ActionSet": return el("div", { class: "row" }, list(e.actions).map(a => action(a, press)));
    case "Input.Text": return field(e.label ?? e.placeholder ?? e.id, e.isRequired, e.id, words(e.isMultiline, e.value, e.maxLength));
    case "Input.Date": return field(e.label ?? e.id, e.isRequired, e.id, el("input", { type: "date", value: e.value }));
    case "Input.Number": return field(e.label ?? e.id, e.isRequired, e.id, el("input", { type: "number", value: e.value }));
    case "Input.Toggle": return field(e.title ?? e.id, e.isRequired, e.id, el("input", { type: "checkbox", checked: e.value === (e.valueOn ?? "true"), "data-on": e.valueOn ?? "true", "data-off": e.valueOff ?? "false" }));
    case "Input.ChoiceSet": return field(e.label ?? e.id, e.isRequired, e.id, choose(list(e.choices).map(c => [c.value, c.title]), e.value));
    case "Image": return el("p", { class: "quiet" }, e.altText ?? "");
    default: return el("p", { class: "quiet" }, `[${e.type}]`);
  }
};
const cardBody = (card, press) => el("div", {}, list(card.body).map(e => cardElement(e, press)), el("div", { class: "row" }, list(card.actions).map(a => action(a, press))));

// Block Kit
const plain = t => t?.text ?? "";
const said = t => t?.type === "mrkdwn" ? mrkdwn(t.text) : plain(t);
const blockButton = (e, press) => e.type === "button"
  ? el("button", { type: "button", class: e.style, title: e.accessibility_label, onclick: () => press(plain(e.text)) }, plain(e.text))
  : el("span", { class: "quiet" }, `[${e.type}]`);
const block = (b, press) => {
  switch (b.type) {
    case "header": return el("p", { class: "head" }, plain(b.text));
    case "divider": return el("hr");
    case "section": return el("div", {}, b.text ? el("p", {}, said(b.text)) : null, b.fields ? el("div", { class: "columns" }, b.fields.map(f => el("p", {}, said(f)))) : null, b.accessory ? blockButton(b.accessory, press) : null);
    case "context": return el("p", { class: "quiet" }, list(b.elements).map(e => [e.type === "image" ? e.alt_text : said(e), " "]));
    case "actions": return el("div", { class: "row" }, list(b.elements).map(e => blockButton(e, press)));
    case "input": {
      const e = b.element, options = list(e.options).map(o => [o.value, plain(o.text)]);
      const control = options.length ? choose(options, e.initial_option?.value) : words(e.multiline, e.initial_value, e.max_length);
      return field(plain(b.label), !b.optional, b.block_id, control, plain(b.hint));
    }
    default: return el("p", { class: "quiet" }, `[${b.type}]`);
  }
};

async function act(platform, what) {
  const pane = panes[platform];
  const response = await fetch("act", { method: "POST", headers: { "X-Sandbox": "1", "Content-Type": "application/json" }, body: JSON.stringify({ platform, who: pane.who.value, ...what }) });
  const answer = await response.json();
  pane.notice.textContent = answer.notice ?? "";
  for (const [name, text] of Object.entries(answer.errors ?? {})) {
    const target = pane.dialog.querySelector(`[data-name="${CSS.escape(name)}"]`);
    if (target) { target.querySelector(".error").textContent = text; target.querySelector("[name]").setAttribute("aria-invalid", "true"); target.querySelector("[name]").focus(); }
  }
  await refresh();
  if (pane.dialog.open) pane.dialog.querySelector(".top").textContent = answer.notice ?? "";
}

function pick(select, items, chosen) {
  const key = JSON.stringify(items);
  if (select.dataset.key !== key) { select.replaceChildren(...items.map(([v, t]) => el("option", { value: v }, t))); select.dataset.key = key; }
  if (items.some(([v]) => v === chosen)) select.value = chosen;
}

function messageNode(platform, m) {
  const item = el("li", { class: m.reply ? "reply" : null });
  const press = button => act(platform, { act: "press", message: m.id, button, values: values(item) });
  item.append(el("div", { class: "meta" }, el("b", {}, m.from), ` ${m.at}${m.edited ? " · edited" : ""} `, m.only ? el("span", { class: "only" }, "· only visible to you") : ""));
  if (platform === "teams") {
    if (m.text) item.append(el("p", { class: "text" }, markdown(m.text)));
    if (m.card) item.append(el("div", { class: "card" }, cardBody(m.card, press)));
  } else if (m.blocks) item.append(el("div", { class: "card" }, m.blocks.map(b => block(b, press))));
  else item.append(el("p", { class: "text" }, mrkdwn(m.text)));
  return item;
}

function showDialog(platform, pane, data) {
  const key = platform === "teams" ? state.teams.dialog : state.slack.modal;
  const fresh = JSON.stringify(key ?? null);
  if (pane.dialogKey === fresh) return;
  pane.dialogKey = fresh;
  if (!key) { pane.dialog.close(); return; }
  const close = el("button", { type: "button", onclick: () => act(platform, { act: "close" }) }, platform === "slack" ? plain(key.view.close) || "Cancel" : "Cancel");
  const top = el("p", { class: "error top", role: "alert" });
  if (platform === "teams") {
    const form = el("form", { onsubmit: e => e.preventDefault() });
    form.append(el("h2", {}, key.title), top, cardBody(key.card, button => act(platform, { act: "submit", button, values: values(form) })), close);
    pane.dialog.replaceChildren(form);
  } else {
    const form = el("form", { onsubmit: e => { e.preventDefault(); act(platform, { act: "submit", values: values(form) }); } });
    form.append(el("h2", {}, plain(key.view.title)), top, ...list(key.view.blocks).map(b => block(b, button => act(platform, { act: "press", button, values: values(form) }))),
      el("div", { class: "row" }, key.view.submit ? el("button", { class: "primary" }, plain(key.view.submit)) : null, close));
    pane.dialog.replaceChildren(form);
  }
  if (!pane.dialog.open) pane.dialog.showModal();
}

function draw(platform) {
  const pane = panes[platform], data = state[platform];
  pick(pane.who, data.people.map(p => [p.id, `${p.name} (${p.organisation})`]), data.me);
  const index = Math.max(0, pane.where.selectedIndex);
  pick(pane.where, data.rooms.map(r => [r.id, r.name]), data.rooms[index].id);
  const room = data.rooms[index];
  if (pane.room !== room.id) { pane.room = room.id; pane.drawn = new Map(); pane.messages.replaceChildren(); }
  // Only what changed is drawn anew, so that focus and half-typed inputs stay.
  const atEnd = pane.messages.scrollHeight - pane.messages.scrollTop - pane.messages.clientHeight < 60;
  const ids = new Set(room.messages.map(m => m.id));
  for (const [id, old] of pane.drawn) if (!ids.has(id)) { old.node.remove(); pane.drawn.delete(id); }
  for (const m of room.messages) {
    const key = JSON.stringify(m), old = pane.drawn.get(m.id);
    if (old?.key === key) continue;
    const node = messageNode(platform, m);
    const focused = old?.node.contains(document.activeElement) ? document.activeElement.textContent : null;
    if (old) old.node.replaceWith(node); else pane.messages.append(node);
    if (focused) [...node.querySelectorAll("button")].find(b => b.textContent === focused)?.focus();
    pane.drawn.set(m.id, { key, node });
  }
  if (atEnd) pane.messages.scrollTop = pane.messages.scrollHeight;
  showDialog(platform, pane, data);
}

function drawWire() {
  const box = document.getElementById("wire"), key = JSON.stringify(state.wire);
  if (box.dataset.key === key || box.querySelector("details[open]")) return;
  box.dataset.key = key;
  box.replaceChildren(...state.wire.map(w => el("details", {}, el("summary", {}, `${w.at} ${w.service} ${w.toBot ? "→ bot" : "← bot"} ${w.method} ${w.path} ${w.status || "no answer"}`),
    el("pre", {}, w.request || "–"), el("pre", {}, w.response || "–"))));
}

async function refresh() {
  const query = new URLSearchParams({ teams: panes.teams.who.value, slack: panes.slack.who.value });
  state = await (await fetch(`state?${query}`)).json();
  draw("teams"); draw("slack"); drawWire();
}

for (const platform of ["teams", "slack"]) {
  const root = document.getElementById(platform);
  root.append(document.getElementById("pane").content.cloneNode(true));
  const pane = panes[platform] = { drawn: new Map() };
  for (const name of ["who", "where", "messages", "notice", "say"]) pane[name] = root.querySelector(`.${name}`);
  pane.dialog = root.querySelector("dialog");
  pane.dialog.addEventListener("cancel", e => { e.preventDefault(); act(platform, { act: "close" }); });
  pane.who.onchange = pane.where.onchange = refresh;
  pane.say.elements.text.placeholder = platform === "teams" ? "@BotPartner help" : "/partner help";
  pane.say.onsubmit = async e => {
    e.preventDefault();
    const text = pane.say.elements.text.value;
    pane.say.reset();
    await act(platform, { act: "say", room: pane.where.value, text });
  };
}
let pending = false, again = false;
new EventSource("changes").onmessage = async () => {
  again = true;
  if (pending) return;
  pending = true;
  try { while (again) { again = false; await refresh(); } } finally { pending = false; }
};
refresh();
