// The Slack side.
import { el, list } from "./dom.js";
import { drawBlocks, readBlocks } from "./blocks.js";
import { mrkdwn } from "./mrkdwn.js";

const plain = text => text?.text ?? "";

const modal = ({ id, hash, view }, context) => {
  const form = el("form", { class: "content", novalidate: true, onsubmit: event => { event.preventDefault(); submit(); } });
  const submit = () => context.act({ act: "submit", label: plain(view.submit), values: readBlocks(form) });
  form.append(...drawBlocks(view.blocks, used => context.act({ act: "press", view: "modal", values: readBlocks(form), ...used })),
    el("div", { class: "actions" },
      view.submit ? el("button", { class: "primary" }, plain(view.submit)) : null,
      el("button", { type: "button", onclick: () => context.act({ act: "close" }) }, plain(view.close) || "Cancel")));
  return { key: [id, hash], title: plain(view.title), content: form };
};

const size = bytes => bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KB`;

// What was uploaded stands below the message, to be kept.
const file = ({ id, name, title, size: bytes }) => el("a", { class: "file", href: `files/${encodeURIComponent(id)}`, download: name },
  el("b", {}, title || name), el("span", { class: "quiet" }, `${name} · ${size(bytes)} · Download`));

export const slack = {
  platform: "slack",
  title: "Slack",
  sign: "⚡",
  shortcuts: "Shortcuts",
  placeholder: room => room?.kind === "personal" ? "Message BotPartner" : "Type /partner and a command",
  replies: () => true,
  summary: m => [m.text, ...list(m.files).map(f => f.name)].filter(Boolean).join(" "),
  body: (m, context) => [
    m.blocks?.length
      ? el("div", { class: m.bot ? "blocks" : "text" }, drawBlocks(m.blocks, used => context.act({ act: "press", message: m.id, revision: m.revision, ...used })))
      : el("div", { class: "text" }, mrkdwn(m.text)),
    list(m.files).map(file),
  ],
  dialog: (data, context) => data.modal && modal(data.modal, context),
  // What is wrong with a form stands beside the input it concerns.
  errors: (dialog, errors) => {
    let first = null;
    for (const row of dialog.querySelectorAll(".field[data-block]")) {
      const text = errors[row.dataset.block] ?? "";
      row.querySelector(".error").textContent = text;
      const input = row.querySelector("[data-input]");
      input.setAttribute("aria-invalid", String(Boolean(text)));
      if (text) first ??= input;
    }
    first?.focus();
  },
  home: (data, context) => data.home
    ? drawBlocks(data.home.view.blocks, used => context.act({ act: "press", view: "home", room: null, ...used }))
    : [el("div", { class: "nothing" }, el("h3", {}, "Nothing here yet"), el("p", {}, `${data.bot} was told that you opened its home tab, and has not put anything on it.`))],
};
