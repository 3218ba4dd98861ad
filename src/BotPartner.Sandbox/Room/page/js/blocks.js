// Block Kit's blocks, of messages, modals and the home tab. The limits are the service's to hold: what breaks them does not arrive here.
import { el, isWeb, link, list, newId } from "./dom.js";
import { element, input } from "./elements.js";
import { mrkdwn } from "./mrkdwn.js";
import { state } from "./room.js";

const plain = text => text?.text ?? "";
const said = text => text?.type === "mrkdwn" ? mrkdwn(text.text) : plain(text);

const rich = node => {
  const inner = () => list(node.elements).map(rich);
  switch (node.type) {
    case "rich_text_section": return el("p", {}, inner());
    case "rich_text_list": return el(node.style === "ordered" ? "ol" : "ul", {}, list(node.elements).map(item => el("li", {}, list(item.elements).map(rich))));
    case "rich_text_quote": return el("blockquote", {}, inner());
    case "rich_text_preformatted": return el("pre", {}, inner());
    case "link": return isWeb(node.url) ? link(node.url, node.text ?? node.url) : node.text ?? "";
    case "user": return el("span", { class: "mention" }, `@${state.slack?.names[node.user_id] ?? node.user_id}`);
    case "text": return node.style?.bold ? el("strong", {}, node.text) : node.style?.italic ? el("em", {}, node.text) : node.style?.code ? el("code", {}, node.text) : node.text;
    default: return node.text ?? "";
  }
};

const field = block => {
  const { control, read } = input(block.element ?? {}, state.slack?.people ?? []);
  const label = newId("label"), hint = newId("hint"), error = newId("error");
  const target = control.matches("input, select, textarea") ? control : control.querySelector("input") ?? control;
  control.setAttribute("aria-labelledby", label);
  control.setAttribute("aria-describedby", `${hint} ${error}`);
  target.dataset.input = block.block_id;
  if (!block.optional) control.setAttribute("aria-required", "true");
  const row = el("div", { class: "field", "data-block": block.block_id },
    el("span", { class: "label", id: label, onclick: () => target.focus() }, plain(block.label), block.optional ? el("span", { class: "quiet" }, " (optional)") : null),
    control,
    el("p", { class: "quiet", id: hint }, plain(block.hint)),
    el("p", { class: "error", id: error }));
  row.read = read;
  return row;
};

export const drawBlock = (block, use) => {
  switch (block.type) {
    case "header": return el("h3", {}, plain(block.text));
    case "divider": return el("hr");
    case "section": return el("div", { class: "section" },
      el("div", {}, block.text ? el("p", {}, said(block.text)) : null, block.fields ? el("div", { class: "fields" }, block.fields.map(f => el("p", {}, said(f)))) : null),
      block.accessory ? element(block, block.accessory, use) : null);
    case "context": return el("div", { class: "context" }, list(block.elements).map(e => el("span", {}, e.type === "image" ? e.alt_text : said(e))));
    case "actions": return el("div", { class: "actions" }, list(block.elements).map(e => element(block, e, use)));
    case "input": return field(block);
    // The bot sends no images, and the page loads none: it says what they show.
    case "image": return el("figure", {}, el("figcaption", {}, plain(block.title) || block.alt_text));
    case "rich_text": return el("div", {}, list(block.elements).map(rich));
    case "markdown": return el("p", { class: "pre" }, block.text);
    default: return el("p", { class: "quiet" }, `[${block.type}]`);
  }
};

export const drawBlocks = (blocks, use) => list(blocks).map(block => drawBlock(block, use));

// What stands in the inputs, by block.
export const readBlocks = root => Object.fromEntries([...root.querySelectorAll(".field[data-block]")].map(row => [row.dataset.block, row.read()]));
