// A button that opens a list of what can be done: arrows move in it, Escape goes back to the button, and leaving closes it.
import { el, newId } from "./dom.js";

// choices() says what there is when it opens: [{ id, name, about }].
export const menuButton = ({ sign, label, classes, choices, choose }) => {
  const id = newId("menu");
  const list = el("ul", { id, class: "menu", role: "menu", "aria-label": label, hidden: true });
  const button = el("button", { type: "button", class: classes, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, "aria-label": label, title: label }, sign);
  const items = () => [...list.querySelectorAll("[role=menuitem]")];
  const close = back => {
    if (list.hidden) return;
    list.hidden = true;
    list.replaceChildren();
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus({ preventScroll: true });
  };
  const open = last => {
    list.replaceChildren(...choices().map(choice => el("li", { role: "none" }, el("button", {
      type: "button", role: "menuitem", tabindex: "-1",
      onclick: () => { close(true); choose(choice); },
    }, el("span", {}, choice.name), el("small", {}, choice.about)))));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    // Upwards, where there is more room than below.
    const box = list.closest(".messages")?.getBoundingClientRect(), at = button.getBoundingClientRect();
    list.classList.toggle("up", Boolean(box) && at.bottom + list.offsetHeight + 8 > box.bottom && at.top - box.top > box.bottom - at.bottom);
    list.scrollIntoView({ block: "nearest" });
    items().at(last ? -1 : 0)?.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => list.hidden ? open(false) : close(true));
  button.addEventListener("keydown", event => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowUp");
  });
  list.addEventListener("keydown", event => {
    const all = items(), at = all.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); all[to].focus(); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(true); }
  });
  const whole = el("span", { class: "menu-button" }, button, list);
  whole.addEventListener("focusout", event => { if (!whole.contains(event.relatedTarget)) close(false); });
  return whole;
};
