// Slack's mrkdwn, as slack.md §11 has it. Nodes, never HTML from text.
import { el, isWeb, link } from "./dom.js";
import { state } from "./room.js";

const unescaped = text => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

// A mark opens only before something and after a boundary; a zero-width space keeps it from pairing.
const marks = /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}*])\*(?![\s\u200b*])([^*\n]+?)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?![\s\u200b_])([^_\n]+?)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?![\s\u200b~])([^~\n]+?)~(?![\p{L}\p{N}~])/gu;

const inline = text => {
  const out = [];
  let last = 0;
  for (const match of text.matchAll(marks)) {
    out.push(unescaped(text.slice(last, match.index)));
    last = match.index + match[0].length;
    const [, pre, code, angle, bold, italic, struck] = match;
    if (pre) out.push(el("pre", {}, unescaped(pre)));
    else if (code) out.push(el("code", {}, unescaped(code)));
    else if (angle) out.push(reference(angle));
    else if (bold) out.push(el("strong", {}, inline(bold)));
    else if (italic) out.push(el("em", {}, inline(italic)));
    else out.push(el("s", {}, inline(struck)));
  }
  out.push(unescaped(text.slice(last)));
  return out;
};

const reference = inner => {
  const [target, ...rest] = inner.split("|");
  const label = rest.length ? unescaped(rest.join("|")) : null;
  const mention = words => el("span", { class: "mention" }, words);
  if (target.startsWith("@")) return mention(`@${state.slack?.names[target.slice(1)] ?? label ?? target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${state.slack?.channels[target.slice(1)] ?? label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return date(target.split("^"), label ?? "");
  if (target.startsWith("!")) return mention(label ?? `@${target.slice(1).split("^")[0]}`);
  const url = unescaped(target);
  return isWeb(url) || url.startsWith("mailto:") ? link(url, label ?? url.replace(/^mailto:/, "")) : label ?? url;
};

// In the reader's own time zone, which is the browser's.
const date = ([, unix, format, url], fallback) => {
  const at = new Date(Number(unix) * 1000);
  if (Number.isNaN(at.getTime())) return fallback;
  const say = options => at.toLocaleString([], options);
  const pieces = {
    date_num: () => at.toISOString().slice(0, 10),
    date_slash: () => say({ year: "numeric", month: "2-digit", day: "2-digit" }),
    date: () => say({ dateStyle: "long" }),
    date_short: () => say({ dateStyle: "medium" }),
    date_long: () => say({ dateStyle: "full" }),
    time: () => say({ timeStyle: "short" }),
    time_secs: () => say({ timeStyle: "medium" }),
  };
  let known = true;
  const words = (format ?? "").replace(/\{(\w+)\}/g, (_, name) => {
    const piece = pieces[name.replace(/_(pretty|full)$/, "")] ?? pieces[name.replace(/^day_divider$/, "date_long")];
    known &&= Boolean(piece);
    return piece?.() ?? "";
  });
  const shown = known ? words : fallback;
  return el("time", { datetime: at.toISOString() }, isWeb(url) ? link(url, shown) : shown);
};

// Lines; those that begin with > are a quotation.
export const mrkdwn = text => {
  const out = [];
  let quote = null;
  for (const line of String(text ?? "").split(/(?<!```[^`]*)\n/)) {
    if (line.startsWith("&gt;")) {
      if (quote) quote.append(el("br"));
      else out.push(quote = el("blockquote", {}));
      quote.append(...inline(line.slice(4).trimStart()));
    } else {
      if (out.length && !quote) out.push(el("br"));
      quote = null;
      out.push(...inline(line));
    }
  }
  return out;
};
