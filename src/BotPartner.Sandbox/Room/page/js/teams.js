// The Teams side.
import { el } from "./dom.js";
import { cardSummary, drawCard } from "./cards.js";
import { markdown, typed } from "./markdown.js";

export const teams = {
  platform: "teams",
  title: "Teams",
  sign: "+",
  shortcuts: "Actions and apps",
  placeholder: (room, data) => room?.kind === "personal" ? "Type a message" : `Type @${data.bot} and a command`,
  // Posts of a channel are replied to; a chat is one conversation.
  replies: room => room?.kind === "channel",
  summary: m => m.summary || m.text || cardSummary(m.card),
  body: (m, context) => [
    m.text ? el("div", { class: "text" }, m.bot ? markdown(m.text) : typed(m.text)) : null,
    m.card ? el("div", { class: "card" }, drawCard(m.card, pressed => context.act({ act: "press", message: m.id, revision: m.revision, ...pressed }))) : null,
  ],
  dialog: (data, context) => data.dialog && {
    key: data.dialog,
    title: data.dialog.title,
    content: el("div", { class: "content" }, drawCard(data.dialog.card, pressed => context.act({ act: "submit", ...pressed }))),
  },
  // The message extension: what is found can be sent as a card.
  setUp: (context, part, box) => {
    const button = part(".search"), hits = el("ul", { class: "hits", "aria-label": "Found" });
    button.hidden = false;
    button.title = "Search with BotPartner’s message extension; what is typed is searched for";
    button.addEventListener("click", async () => {
      const answer = await context.act({ act: "search", text: box.box.value.trim() });
      hits.replaceChildren(...(answer.hits ?? []).map(hit => el("li", {}, el("button", {
        type: "button",
        onclick: async () => {
          hits.replaceChildren();
          box.set("");
          await context.act({ act: "share", card: hit.card });
        },
      }, el("b", {}, hit.title), " ", el("span", { class: "quiet" }, hit.text)))));
    });
    part(".say").before(hits);
  },
};
