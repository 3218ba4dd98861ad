// The message box, with completion. It takes several lines, so it is a text box that completes (aria-autocomplete, the active option, its
// list) and no combobox: that role is for one line, and HTML gives it to no textarea. What a combobox says by being expanded is said in words.
import { el, newId } from "./dom.js";
import { offers } from "./commands.js";

export const composer = (form, { context, send }) => {
  const box = form.elements.text, popup = form.querySelector(".offers"), status = form.querySelector("[role=status]"), to = form.querySelector(".to");
  popup.id = newId("offers");
  box.setAttribute("aria-controls", popup.id);
  let shown = [], active = -1, thread = null;

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 120)}px`;
  };
  const show = found => {
    shown = found;
    active = -1;
    popup.replaceChildren(...found.map((offer, i) => el("li", {
      role: "option", id: `${popup.id}-${i}`, "aria-selected": "false",
      onmousedown: event => { event.preventDefault(); accept(i); },
    }, el("span", {}, offer.label), el("small", {}, offer.about))));
    popup.hidden = found.length === 0;
    const words = found.length === 0 ? "" : found.length === 1 ? "1 completion; arrow down to choose" : `${found.length} completions; arrow down to choose`;
    if (status.textContent !== words) status.textContent = words;
    box.removeAttribute("aria-activedescendant");
  };
  const mark = next => {
    active = (next + shown.length) % shown.length;
    [...popup.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    box.setAttribute("aria-activedescendant", popup.children[active].id);
    popup.children[active].scrollIntoView({ block: "nearest" });
  };
  const look = () => show(box.selectionEnd === box.value.length && box.value ? offers(box.value, context()) : []);
  const accept = i => {
    box.value = shown[i].insert;
    look();
    grow();
  };

  // What is sent goes into this thread; null for the conversation itself.
  const reply = message => {
    thread = message?.id ?? null;
    to.hidden = !message;
    to.querySelector("span").textContent = message ? `Reply to ${message.from}: ${message.summary}` : "";
    if (message) box.focus();
  };
  to.querySelector("button").addEventListener("click", () => { reply(null); box.focus(); });

  box.addEventListener("input", () => { look(); grow(); });
  box.addEventListener("blur", () => show([]));
  box.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const open = shown.length > 0;
    if (open && event.key === "ArrowDown") { event.preventDefault(); mark(active + 1); }
    else if (open && event.key === "ArrowUp") { event.preventDefault(); mark(active < 0 ? shown.length - 1 : active - 1); }
    else if (open && event.key === "Escape") { event.preventDefault(); show([]); }
    else if (open && active >= 0 && (event.key === "Enter" || event.key === "Tab")) { event.preventDefault(); accept(active); }
    else if (event.key === "Escape" && thread) { event.preventDefault(); reply(null); }
    else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    show([]);
    grow();
    const answer = await send(text, thread);
    if (!answer?.failed && !answer?.kept) {
      reply(null);
    } else if (!box.value) {
      // It did not arrive: nothing typed is lost.
      box.value = text;
      grow();
    }
  });
  return { box, reply, set: text => { box.value = text; grow(); } };
};
