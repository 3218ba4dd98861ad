// Adaptive Cards, drawn by Microsoft's own renderer as Teams does; its colours are the page's.
import { el, isWeb, list } from "./dom.js";
import { markdownHtml, markdown } from "./markdown.js";

const library = globalThis.AdaptiveCards;
const shade = (normal, subtle) => ({ default: normal, subtle: subtle ?? normal });
const colors = {
  default: shade("var(--ink)", "var(--quiet)"), dark: shade("var(--ink)", "var(--quiet)"), light: shade("var(--quiet)"),
  accent: shade("var(--accent)"), good: shade("var(--good)"), warning: shade("var(--warn)"), attention: shade("var(--bad)"),
};
const style = background => ({ backgroundColor: background, foregroundColors: colors });
const config = library && new library.HostConfig({
  fontFamily: "inherit",
  fontSizes: { small: 12, default: 14, medium: 15, large: 17, extraLarge: 20 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  lineHeights: { small: 17, default: 20, medium: 21, large: 23, extraLarge: 27 },
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 12 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: Object.fromEntries(["default", "emphasis", "good", "attention", "warning", "accent"].map(name => [name, style(name === "default" ? "transparent" : "var(--soft)")])),
  actions: { maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 8 } },
  factSet: { title: { weight: "Bolder", wrap: true, maxWidth: 130 }, value: { wrap: true }, spacing: 12 },
  inputs: { label: { inputSpacing: "small", requiredInputs: { weight: "Bolder", suffix: "" }, optionalInputs: { weight: "Bolder" } }, errorMessage: { color: "attention", weight: "Bolder" } },
  supportsInteractivity: true,
});
if (library) {
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text);
    result.didProcess = true;
  };
}

// Each action gets its place among all of the card as its id, in the order in which the room counts them.
const number = card => {
  let place = 0;
  const walk = node => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === "object") {
      if (String(node.type ?? "").startsWith("Action.")) node.id = `${place++}`;
      for (const [name, value] of Object.entries(node)) if (!["fallback", "data", "msteams", "refresh"].includes(name)) walk(value);
    }
  };
  walk(card);
  return card;
};

// Without the renderer: the words of the card, and where to press.
const asText = (card, press) => {
  let place = 0;
  const walk = node => {
    if (Array.isArray(node)) return node.map(walk);
    if (!node || typeof node !== "object") return [];
    const type = String(node.type ?? "");
    const inner = () => Object.entries(node).filter(([name]) => !["fallback", "data", "msteams", "refresh"].includes(name)).map(([, value]) => walk(value));
    if (type.startsWith("Action.")) {
      const mine = place++;
      return [el("button", { type: "button", onclick: () => press({ button: mine, label: node.title, values: {} }) }, node.title), inner()];
    }
    if (type === "TextBlock") return markdown(node.text);
    if (type === "FactSet") return list(node.facts).map(fact => el("p", {}, markdown(fact.title), markdown(fact.value)));
    if (type.startsWith("Input.")) return el("p", { class: "quiet" }, `[${node.label ?? node.id}]`);
    return inner();
  };
  return el("div", { class: "as-text" }, walk(card));
};

// press({ button, label, values }) is called for what is sent to the bot.
export const drawCard = (card, press) => {
  if (!library) return asText(structuredClone(card), press);
  const drawn = new library.AdaptiveCard();
  drawn.hostConfig = config;
  drawn.onExecuteAction = action => {
    if (action instanceof library.OpenUrlAction) {
      if (isWeb(action.url)) open(action.url, "_blank", "noopener,noreferrer");
      return;
    }
    const values = Object.fromEntries(drawn.getAllInputs().filter(input => input.id).map(input => [input.id, String(input.value ?? "")]));
    press({ button: Number(action.id), label: action.title, values });
  };
  drawn.parse(number(structuredClone(card)));
  const node = drawn.render() ?? el("p", { class: "quiet" }, "This card could not be shown.");
  // The renderer makes the card one stop of the Tab key; its buttons are enough.
  node.removeAttribute("tabindex");
  return node;
};

export const cardSummary = card => card?.fallbackText ?? "";
