// The Markdown that Teams reads in cards and messages: bold, italic, links, mentions, paragraphs. Nodes, never HTML from text.
import { el, isWeb, link } from "./dom.js";

const entities = { amp: "&", lt: "<", gt: ">", quot: "\"", nbsp: "\u00a0" };
const tokens = /\\([\\`*_{}[\]()#+\-.!~>|=<])|&(amp|lt|gt|quot|nbsp);|\*\*(?=\S)((?:\\[\s\S]|[^*\\])+?)\*\*|(?<![\p{L}\p{N}\\])_(?=\S)((?:\\[\s\S]|[^_\\])+?)_(?![\p{L}\p{N}])|\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)|<at>(.*?)<\/at>/gu;

const inline = text => {
  const out = [];
  let last = 0;
  for (const match of text.matchAll(tokens)) {
    out.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const [whole, escaped, entity, bold, italic, label, url, mention] = match;
    if (escaped) out.push(escaped);
    else if (entity) out.push(entities[entity]);
    else if (bold) out.push(el("strong", {}, inline(bold)));
    else if (italic) out.push(el("em", {}, inline(italic)));
    else if (mention !== undefined) out.push(el("span", { class: "mention" }, inline(mention)));
    else out.push(isWeb(url) ? link(url, inline(label)) : whole);
  }
  out.push(text.slice(last));
  return out;
};

export const markdown = text => String(text ?? "").split(/\n{2,}/).map(paragraph =>
  el("p", {}, paragraph.split("\n").flatMap((line, i) => i === 0 ? inline(line) : [el("br"), ...inline(line)])));

export const markdownHtml = text => el("div", {}, markdown(text)).innerHTML;

// What a person typed in Teams: only mentions mean anything.
export const typed = text => String(text ?? "").split(/(<at>.*?<\/at>)/).map(part =>
  /^<at>.*<\/at>$/.test(part) ? el("span", { class: "mention" }, part.slice(4, -5)) : part);
